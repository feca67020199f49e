-- Locks an appointment that is to begin at another time, and what stands where it goes, in the order in which everybody locks
-- appointments. Gives it as it is then.
create function app.lock_shift(p_appointment app.appointments, p_starts_at timestamptz) returns app.appointments
language plpgsql
as $$
declare
  v_appointment app.appointments;
begin
  perform from app.appointments appointment
  where appointment.id = any (array(
    select p_appointment.id
    union
    select standing.id from app.appointments standing
    where standing.teacher_id = p_appointment.teacher_id and standing.cancelled_at is null
      and standing.busy && app.busy_after(p_appointment, p_starts_at)
  ))
  order by appointment.id
  for update;
  select * into v_appointment from app.appointments appointment where appointment.id = p_appointment.id;
  return v_appointment;
end
$$;
