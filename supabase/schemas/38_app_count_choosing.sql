-- How many want a seat just now: called within a minute and not come yet, or come in within three, and
-- nothing booked or held. Who takes longer may still book, and have more time for it, and so may those who cancelled, but
-- no seat waits for them.
create function app.count_choosing(p_opening_id uuid) returns integer
language plpgsql stable
as $$
begin
  return (
    select count(*) from app.tickets ticket
    where ticket.opening_id = p_opening_id and ticket.offered_at > now() - interval '1 minute'
      and ticket.admitted_at is null and ticket.left_at is null
  ) + (
    select count(*) from app.tickets ticket
    where ticket.opening_id = p_opening_id and ticket.pass_until > now() and ticket.admitted_at > now() - interval '3 minutes'
      and not exists (
        select from app.bookings booking
        where booking.ticket_id = ticket.id
          and (booking.state in ('pending', 'confirmed', 'cancelled') or booking.state = 'held' and booking.held_until > now())
      )
  );
end
$$;
