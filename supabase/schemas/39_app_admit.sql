-- Calls the next p_most of a group whose draw is done: by rank, then by number. Gives how many.
create function app.admit(p_group_id uuid, p_most integer) returns integer
language plpgsql
as $$
declare
  v_group app.opening_groups;
  v_below bigint;
  v_tail_to integer;
  v_drawn integer;
  v_tail integer := 0;
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

  if v_drawn < p_most then
    v_tail_to := (
      select max(next.tail_no) from (
        select ticket.tail_no from app.tickets ticket
        where ticket.group_id = p_group_id and ticket.tail_no > v_group.tail_served and ticket.left_at is null
        order by ticket.tail_no
        limit p_most - v_drawn
      ) as next
    );
    update app.tickets ticket set offered_at = now()
    where ticket.group_id = p_group_id and ticket.tail_no > v_group.tail_served and ticket.tail_no <= v_tail_to
      and ticket.left_at is null and ticket.offered_at is null;
    get diagnostics v_tail = row_count;
  end if;

  update app.opening_groups each
  set served_below = coalesce(v_below, each.served_below),
      drawn_served = each.drawn_served + v_drawn,
      tail_served = coalesce(v_tail_to, each.tail_served)
  where each.id = p_group_id and num_nonnulls(v_below, v_tail_to) > 0;
  return v_drawn + v_tail;
end
$$;
