-- Gives a place up, for whoever is next; a hold or a booking stays. Joining again takes it up again, no worse than it was.
create function api.leave_opening(p_ticket_id uuid, p_link_version integer) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.tickets ticket
  set left_at = coalesce(ticket.left_at, now()),
      -- least() would pass over a null, which says "none yet".
      pass_until = case when ticket.pass_until is not null then least(ticket.pass_until, now()) end
  where ticket.id = leave_opening.p_ticket_id and app.is_good(ticket, leave_opening.p_link_version)
$$;
