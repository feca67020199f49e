-- The booking behind a link, all null for a wrong one, safe from change until this is over. A booking changes only
-- while its appointment is locked, appointments are locked in the order of their ids, and nothing is locked after
-- one but the seats in it: so nobody waits in a circle.
create function app.lock_booking(p_booking_id uuid, p_link_version integer) returns app.bookings
language plpgsql
as $$
declare
  v_booking app.bookings;
begin
  perform from app.appointments appointment
  where appointment.id = (
    select booking.appointment_id from app.bookings booking
    where booking.id = lock_booking.p_booking_id and booking.link_version = lock_booking.p_link_version
  )
  for update;
  if found then
    select * into v_booking from app.bookings booking where booking.id = lock_booking.p_booking_id;
  end if;
  return v_booking;
end
$$;
