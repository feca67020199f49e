-- Up to three free times that a booker may have instead of one that its teacher cancelled or declined: of the same type and
-- length, nearest to it, on none of the days that were cleared with it, and where the booker is nowhere else. None where the type
-- is not offered so any more, or has its own opening. Gives [{starts_at, ends_at}], soonest first.
create function app.times_instead(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
  v_teacher app.teachers;
  v_minutes integer := app.minutes_in(p_booking.during);
begin
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = p_booking.appointment_id;
  if v_type.retired_at is not null or v_type.opening_id is not null
    or v_minutes <> all (v_type.duration_minutes || v_type.other_durations) then
    return '[]';
  end if;
  select teacher.* into v_teacher from app.teachers teacher where teacher.id = v_type.teacher_id;
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at) order by near.starts_at
    ), '[]')
    from (
      select free.starts_at, free.ends_at
      from jsonb_to_recordset(app.nearest_free(
        app.of_duration(v_type, v_minutes), lower(p_booking.during), 20, app.cleared_with(p_booking, v_teacher)
      )) as free (starts_at timestamptz, ends_at timestamptz)
      where not app.is_elsewhere(p_booking.name, p_booking.email, tstzrange(free.starts_at, free.ends_at))
      order by abs(extract(epoch from free.starts_at - lower(p_booking.during))), free.starts_at
      limit 3
    ) as near
  );
end
$$;
