-- Holds by tickets of an opening that still stand, and may come back.
create function app.count_held(p_opening_id uuid) returns integer
language plpgsql stable
as $$
begin
  return (
    select count(*)
    from app.tickets ticket
    join app.bookings booking on booking.ticket_id = ticket.id
    -- A hold outlives the pass by what it can be extended.
    where ticket.opening_id = p_opening_id and ticket.pass_until > now() - interval '12 hours'
      and booking.state = 'held' and booking.held_until > now()
  );
end
$$;
