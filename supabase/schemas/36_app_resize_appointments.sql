-- Gives what stands of a teacher's types as many seats as they have now, but never fewer than are taken.
create function app.resize_appointments(p_teacher_id uuid) returns void
language plpgsql
as $$
declare
  -- Locked in the order in which everybody locks appointments.
  v_standing uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = resize_appointments.p_teacher_id
      and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    order by appointment.id
    for update
  );
begin
  update app.appointments appointment set seats = greatest(type.seats, appointment.seats_taken)
  from app.appointment_types type
  where appointment.id = any (v_standing)
    and type.id = appointment.appointment_type_id
    and appointment.seats <> greatest(type.seats, appointment.seats_taken);
end
$$;
