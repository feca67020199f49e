-- The ticket behind a hold, if there is one, locked in its place in the order: after the booker's turn, before any seat's.
create function app.lock_ticket_of(p_booking_id uuid) returns void
language plpgsql
as $$
begin
  perform from app.tickets ticket
  where ticket.id = (select booking.ticket_id from app.bookings booking where booking.id = p_booking_id)
  for update;
end
$$;
