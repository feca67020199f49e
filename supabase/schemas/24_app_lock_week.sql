-- What no constraint can say takes turns: one after the other for a type and a week of the teacher's calendar, before any seat
-- is locked. Gives the week.
create function app.lock_week(p_type app.appointment_types, p_starts_at timestamptz, p_zone text) returns tstzrange
language plpgsql
as $$
declare
  v_monday timestamp := date_trunc('week', p_starts_at at time zone p_zone);
  v_week tstzrange := tstzrange(v_monday at time zone p_zone, (v_monday + interval '7 days') at time zone p_zone);
begin
  perform pg_advisory_xact_lock(hashtextextended(p_type.id || ' ' || lower(v_week)::text, 5));
  return v_week;
end
$$;
