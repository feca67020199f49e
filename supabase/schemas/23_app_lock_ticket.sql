-- The ticket by which somebody wants to book now, locked until this is over. After the booker's turn and before any
-- seat's, so that nobody waits in a circle. Refuses QUEUE where it has no pass, or shows one that came by an older link.
create function app.lock_ticket(p_opening_id uuid, p_ticket_id uuid, p_link_version integer) returns app.tickets
language plpgsql
as $$
declare
  v_ticket app.tickets;
begin
  select * into v_ticket from app.tickets ticket
  where ticket.id = p_ticket_id and ticket.opening_id = p_opening_id
  for update;
  if not found or v_ticket.pass_until is null or v_ticket.pass_until <= now() or not exists (
    select from app.invitations invitation
    where invitation.id = v_ticket.invitation_id and invitation.link_version = p_link_version
  ) then
    perform app.refuse('QUEUE', 'no pass for this opening');
  end if;
  return v_ticket;
end
$$;
