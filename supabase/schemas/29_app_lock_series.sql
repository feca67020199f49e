-- Who books or cancels several dates of one teacher as one, or moves one, takes turns, before any seat is locked: the one goes
-- by time, and the others by ids.
create function app.lock_series(p_teacher_id uuid) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(lock_series.p_teacher_id::text, 9));
end
$$;
