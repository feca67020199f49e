-- How many seats a ticket has, those it holds just now included; the one that is asked about is not counted.
create function app.booked_by_ticket(p_ticket_id uuid, p_but uuid) returns bigint
language plpgsql stable
as $$
begin
  return (
    select count(*) from app.bookings booking
    where booking.ticket_id = p_ticket_id
      and booking.id is distinct from p_but
      and (booking.state in ('pending', 'confirmed', 'completed', 'no_show') or booking.state = 'held' and booking.held_until > now())
  );
end
$$;
