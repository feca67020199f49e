-- Gives a place up, for whoever is next; a hold or a booking stays. Joining again takes it up again, no worse than it was.
create function api.leave_opening(p_ticket_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.tickets ticket
  set left_at = coalesce(ticket.left_at, now()), pass_until = least(ticket.pass_until, now())
  where ticket.id = leave_opening.p_ticket_id
$$;
