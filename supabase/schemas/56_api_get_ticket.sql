-- A ticket as its holder may know it (app.describe_ticket). Refuses: NTFND.
create function api.get_ticket(p_ticket_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_ticket app.tickets;
begin
  select * into v_ticket from app.tickets ticket where ticket.id = get_ticket.p_ticket_id;
  if not found then
    perform app.refuse('NTFND', 'no such ticket');
  end if;
  return app.describe_ticket(v_ticket);
end
$$;
