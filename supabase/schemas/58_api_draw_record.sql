-- The record by which anybody can compute the order again: for each group whose draw is closed its seed, its tickets and
-- who came after it; and who was called when. No names: a ticket's number is known to its holder alone. Refuses: NTFND.
create function api.draw_record(p_opening_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not exists (select from app.openings opening where opening.id = draw_record.p_opening_id) then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  return jsonb_build_object(
    'opening', draw_record.p_opening_id,
    'groups', (
      select jsonb_agg(jsonb_build_object(
        'position', each.position,
        'opens_at', each.opens_at,
        'commitment', encode(each.commitment, 'hex'),
        'seed', case when each.drawn_at is not null then encode(each.seed, 'hex') end,
        'tickets_hash', encode(each.tickets_hash, 'hex'),
        'served_below', each.served_below,
        'tail_served', each.tail_served,
        'drawn', case when each.drawn_at is not null then (
          select coalesce(jsonb_agg(jsonb_build_array(ticket.id, ticket.rank) order by ticket.rank, ticket.id), '[]')
          from app.tickets ticket where ticket.group_id = each.id and ticket.rank is not null
        ) end,
        'tail', (
          select coalesce(jsonb_agg(jsonb_build_array(ticket.id, ticket.tail_no, ticket.joined_at) order by ticket.tail_no), '[]')
          from app.tickets ticket where ticket.group_id = each.id and ticket.tail_no is not null
        )
      ) order by each.position)
      from app.opening_groups each where each.opening_id = draw_record.p_opening_id
    ),
    'called', (
      select coalesce(jsonb_agg(jsonb_build_object('at', event.at, 'called', event.detail -> 'called', 'served', event.detail -> 'served')
        order by event.id), '[]')
      from app.opening_events event
      where event.opening_id = draw_record.p_opening_id and event.kind = 'admitted'
    )
  );
end
$$;
