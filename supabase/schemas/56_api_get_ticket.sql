-- A ticket as its holder may know it (app.describe_ticket). p_link_version is that of the link by which it was taken.
-- Refuses: NTFND (also once its invitation is revoked or sent anew).
create function api.get_ticket(p_ticket_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_ticket app.tickets;
begin
  select * into v_ticket from app.tickets ticket where ticket.id = get_ticket.p_ticket_id;
  if not app.is_good(v_ticket, get_ticket.p_link_version) then
    perform app.refuse('NTFND', 'no such ticket');
  end if;
  return app.describe_ticket(v_ticket);
end
$$;
