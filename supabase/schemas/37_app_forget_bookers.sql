-- Makes up to p_limit bookings nameless whose time is over, the oldest first. When they were, how they ended and by which
-- ticket stays. Gives how many.
create function app.forget_bookers(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_due uuid[] := array(
    select booking.id from app.bookings booking
    where upper(booking.during) < now() - app.retention_of('booking') and booking.email is not null
    order by upper(booking.during)
    limit p_limit
  );
  -- A booking changes only while its appointment is locked.
  v_appointments uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
    order by appointment.id for update skip locked
  );
  v_count integer;
begin
  update app.bookings booking
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, move_message = null,
    erased_at = now()
  where booking.id = any (v_due) and booking.appointment_id = any (v_appointments) and booking.email is not null;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
