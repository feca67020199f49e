-- Lets a ticket in whose turn it is or was: ten minutes to choose, and ten more each time it asks. Who never came keeps
-- their turn. Gives a ticket (app.describe_ticket).
-- p_link_version is that of the link by which the place was taken.
-- Refuses: NTFND (also once its invitation is revoked or sent anew), CLOSD (its group is not open yet, or it is over), QUEUE.
create function api.take_pass(p_ticket_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_ticket app.tickets;
  v_group app.opening_groups;
  v_opening app.openings;
begin
  select * into v_ticket from app.tickets ticket where ticket.id = take_pass.p_ticket_id for update;
  -- Looked at once the ticket is locked, since it may just have been revoked.
  if not app.is_good(v_ticket, take_pass.p_link_version) then
    perform app.refuse('NTFND', 'no such ticket');
  end if;
  select * into v_group from app.opening_groups each where each.id = v_ticket.group_id;
  select * into v_opening from app.openings opening where opening.id = v_ticket.opening_id;
  if v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif v_group.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_opening.waiting_room and not coalesce(
    v_ticket.rank < v_group.served_below, v_ticket.tail_no <= v_group.tail_served, false
  ) then
    perform app.refuse('QUEUE', 'its turn has not come');
  end if;
  update app.tickets ticket
  set admitted_at = coalesce(ticket.admitted_at, now()), pass_until = now() + interval '10 minutes', left_at = null
  where ticket.id = v_ticket.id
  returning * into v_ticket;
  return app.describe_ticket(v_ticket);
end
$$;
