-- Calls the next p_most of a group whose draw is done: by rank, then by number. Gives how many.
create function app.admit(p_group_id uuid, p_most integer) returns integer
language plpgsql
as $$
declare
  v_group app.opening_groups;
  v_below bigint;
  v_drawn integer;
  v_tail integer;
begin
  select * into v_group from app.opening_groups each where each.id = p_group_id;
  -- Those who left are passed over, and equal ranks are called together.
  v_below := (
    select max(next.rank) + 1 from (
      select ticket.rank from app.tickets ticket
      where ticket.group_id = p_group_id and ticket.rank >= v_group.served_below and ticket.left_at is null
      order by ticket.rank
      limit p_most
    ) as next
  );
  update app.tickets ticket set offered_at = now()
  where ticket.group_id = p_group_id and ticket.rank >= v_group.served_below and ticket.rank < v_below
    and ticket.left_at is null and ticket.offered_at is null;
  get diagnostics v_drawn = row_count;

  v_tail := least(greatest(p_most - v_drawn, 0), v_group.tail_count - v_group.tail_served);
  update app.tickets ticket set offered_at = now()
  where ticket.group_id = p_group_id and ticket.tail_no > v_group.tail_served
    and ticket.tail_no <= v_group.tail_served + v_tail and ticket.left_at is null and ticket.offered_at is null;

  update app.opening_groups each
  set served_below = coalesce(v_below, each.served_below),
      drawn_served = each.drawn_served + v_drawn,
      tail_served = each.tail_served + v_tail
  where each.id = p_group_id and v_drawn + v_tail > 0;
  return v_drawn + v_tail;
end
$$;
