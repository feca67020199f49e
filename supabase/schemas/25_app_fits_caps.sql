-- Whether one more appointment of a type fits its caps of that day and that week. Holds that ran out give way to who comes now.
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
  v_week := app.lock_week(p_type, p_starts_at, v_zone);
  -- Or one of them could still be confirmed, as one more than may be. Who waits for it comes first, and counts.
  perform app.free_lapsed_holds(p_type.teacher_id, v_week, p_type.id);
  return not app.full_days(p_type, p_starts_at, p_starts_at + interval '1 microsecond') @> (p_starts_at at time zone v_zone)::date;
end
$$;
