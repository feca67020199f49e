-- Calls the next p_most of a group whose draw is done: by rank, then by number. Gives how many: fewer where nobody of it is
-- left. Before anybody of the tail is called, the turn of all who were drawn has come, theirs too who left.
create function app.admit(p_group_id uuid, p_most integer) returns integer
language plpgsql
as $$
declare
  v_group app.opening_groups;
  v_chosen integer;
  v_below bigint;
  v_tail_to integer;
  v_drawn integer;
  v_tail integer := 0;
begin
  select * into v_group from app.opening_groups each where each.id = p_group_id;
  -- Those who left are passed over, and equal ranks are called together. Who is chosen is locked: whoever is just leaving
  -- is passed over for the next, and does not look below as if nobody were left.
  select count(*), max(next.rank) + 1 into v_chosen, v_below
  from (
    select ticket.rank from app.tickets ticket
    where ticket.group_id = p_group_id and ticket.rank >= v_group.served_below and ticket.left_at is null
    order by ticket.rank
    limit p_most
    for update
  ) as next;
  update app.tickets ticket set offered_at = now()
  where ticket.group_id = p_group_id and ticket.rank >= v_group.served_below and ticket.rank < v_below
    and ticket.left_at is null and ticket.offered_at is null;
  get diagnostics v_drawn = row_count;

  if v_chosen < p_most then
    v_tail_to := (
      select max(next.tail_no) from (
        select ticket.tail_no from app.tickets ticket
        where ticket.group_id = p_group_id and ticket.tail_no > v_group.tail_served and ticket.left_at is null
        order by ticket.tail_no
        limit p_most - v_chosen
        for update
      ) as next
    );
    update app.tickets ticket set offered_at = now()
    where ticket.group_id = p_group_id and ticket.tail_no > v_group.tail_served and ticket.tail_no <= v_tail_to
      and ticket.left_at is null and ticket.offered_at is null;
    get diagnostics v_tail = row_count;
  end if;
  if v_tail > 0 then
    v_below := app.past_draw(p_group_id);
  end if;

  update app.opening_groups each
  set served_below = greatest(v_below, each.served_below),
      drawn_served = each.drawn_served + v_drawn,
      tail_served = coalesce(v_tail_to, each.tail_served)
  where each.id = p_group_id and num_nonnulls(v_below, v_tail_to) > 0;
  return v_drawn + v_tail;
end
$$;
