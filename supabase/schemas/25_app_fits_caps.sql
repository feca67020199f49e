-- Whether one more appointment of a type fits its caps of that day and that week. What no constraint can say takes turns: one
-- after the other for a type and a week, before any seat is locked. Holds that ran out give way to who comes now.
create function app.fits_caps(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql
as $$
declare
  v_zone text;
  v_week tstzrange;
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null then
    return true;
  end if;
  select teacher.time_zone into v_zone from app.teachers teacher where teacher.id = p_type.teacher_id;
  v_week := tstzrange(
    date_trunc('week', p_starts_at at time zone v_zone) at time zone v_zone,
    (date_trunc('week', p_starts_at at time zone v_zone) + interval '7 days') at time zone v_zone
  );
  perform pg_advisory_xact_lock(hashtextextended(p_type.id || ' ' || lower(v_week)::text, 5));
  if app.full_days(p_type, p_starts_at, p_starts_at + interval '1 microsecond') @> (p_starts_at at time zone v_zone)::date then
    return false;
  end if;
  -- Or one of them could still be confirmed, as one more than may be.
  perform app.free_lapsed_holds(p_type.teacher_id, v_week, p_type.id);
  return true;
end
$$;
