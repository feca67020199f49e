-- The other side of share_rules: who edits a teacher's rules waits for those who book by them.
create function app.lock_rules(p_teacher text) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(lock_rules.p_teacher, 6));
end
$$;
