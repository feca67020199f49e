-- Locks what a move may change, in the order in which everybody locks appointments: the one that the booking leaves, what
-- stands where it goes, and, where the type has caps, what of it stands in that week, since holds that ran out give way there.
-- The caps' turn comes before any of them.
create function app.lock_both_times(p_appointment_id uuid, p_type app.appointment_types, p_starts_at timestamptz) returns void
language plpgsql
as $$
declare
  v_week tstzrange := 'empty';
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is not null then
    v_week := (
      select app.lock_week(p_type, p_starts_at, teacher.time_zone) from app.teachers teacher where teacher.id = p_type.teacher_id
    );
  end if;
  perform from app.appointments appointment
  where appointment.id = any (array(
    select p_appointment_id
    union
    select standing.id from app.appointments standing
    where standing.teacher_id = p_type.teacher_id and standing.cancelled_at is null and standing.busy && tstzrange(
      p_starts_at - make_interval(mins => p_type.buffer_before_minutes),
      p_starts_at + make_interval(mins => p_type.duration_minutes + p_type.buffer_after_minutes)
    )
    union
    select counted.id from app.appointments counted
    where counted.teacher_id = p_type.teacher_id and counted.cancelled_at is null and counted.busy && v_week
      and counted.appointment_type_id = p_type.id
  ))
  order by appointment.id
  for update;
end
$$;
