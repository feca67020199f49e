-- Deletes all that was booked with the synthetic booker's teacher, whatever became of it and whoever found them, and the requests
-- of the rounds of the last hour.
create function app.sweep_synthetic() returns void
language plpgsql
as $$
declare
  v_teacher_id uuid := (
    select teacher.id from app.teachers teacher
    join app.schools school on school.id = teacher.school_id
    where school.is_synthetic
  );
  -- Standing and given back have an index each.
  v_appointments uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id in (
      select standing.id from app.appointments standing where standing.teacher_id = v_teacher_id and standing.cancelled_at is null
      union all
      select gone.id from app.appointments gone where gone.teacher_id = v_teacher_id and gone.cancelled_at is not null
    )
    order by appointment.id for update
  );
begin
  delete from app.requests request
  where request.key = any (array(
    select round.id || step from app.synthetic_rounds round, unnest(array['-hold', '-book']) as step
    where round.minute > now() - interval '1 hour'
  ));
  delete from app.bookings booking where booking.appointment_id = any (v_appointments);
  delete from app.appointments appointment where appointment.id = any (v_appointments);
end
$$;
