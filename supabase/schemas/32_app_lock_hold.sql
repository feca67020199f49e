-- A hold that still stands, locked. NTFND for a wrong link, LAPSD when the seat was given up or taken by another,
-- or was offered until now: then it is the next one's.
create function app.lock_hold(p_booking_id uuid, p_link_version integer) returns app.bookings
language plpgsql
as $$
declare
  v_booking app.bookings := app.lock_booking(lock_hold.p_booking_id, lock_hold.p_link_version);
begin
  if v_booking.id is null then
    perform app.refuse('NTFND', 'no such hold');
  elsif v_booking.state = 'expired' or v_booking.wait_id is not null and v_booking.held_until <= now() then
    perform app.refuse('LAPSD', 'the hold has run out');
  elsif v_booking.state <> 'held' then
    perform app.refuse('NTFND', 'this hold is a booking by now');
  end if;
  return v_booking;
end
$$;
