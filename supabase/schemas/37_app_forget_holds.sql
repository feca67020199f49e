-- Deletes up to p_limit holds that ran out long ago, the oldest first, with their requests and the time that nobody else has had.
-- Gives how many.
create function app.forget_holds(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_before constant timestamptz := now() - app.retention_of('hold');
  v_due uuid[] := array(
    select booking.id from app.bookings booking
    where booking.confirmed_at is null and booking.held_until < v_before and booking.state in ('held', 'expired')
    order by booking.held_until
    limit p_limit
  );
  v_appointments uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
    order by appointment.id for update skip locked
  );
  v_booking app.bookings;
begin
  -- Whose time nobody wanted still has its seat. What was confirmed or extended meanwhile stays.
  for v_booking in
    select booking.* from app.bookings booking
    where booking.id = any (v_due) and booking.appointment_id = any (v_appointments)
      and booking.state = 'held' and booking.held_until < v_before
  loop
    update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
    perform app.give_back_seat(v_booking.appointment_id);
  end loop;
  v_due := array(
    select booking.id from app.bookings booking
    where booking.id = any (v_due) and booking.appointment_id = any (v_appointments) and booking.state = 'expired'
  );
  delete from app.requests request where request.booking_id = any (v_due) and request.answer ? 'held_until';
  delete from app.bookings booking where booking.id = any (v_due);
  delete from app.appointments appointment
  where appointment.id = any (v_appointments) and appointment.seats_taken = 0
    and not exists (select from app.bookings booking where booking.appointment_id = appointment.id);
  return cardinality(v_due);
end
$$;
