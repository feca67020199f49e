-- Gives numbers to those who came after the draw, in the order in which they came. Once a second for all of them, so that
-- nobody who joins waits for another.
create function app.number_tails(p_opening_id uuid) returns void
language plpgsql
as $$
begin
  with numbered as (
    update app.tickets ticket set tail_no = arrived.no
    from (
      select late.id, late.group_id, (each.tail_count + row_number() over (partition by late.group_id order by late.joined_at, late.id))::integer as no
      from app.opening_groups each
      join app.tickets late on late.group_id = each.id and late.rank is null and late.tail_no is null
      where each.opening_id = p_opening_id and each.drawn_at is not null
    ) as arrived
    where ticket.id = arrived.id
    returning ticket.group_id
  )
  update app.opening_groups each set tail_count = each.tail_count + more.count
  from (select group_id, count(*)::integer as count from numbered group by group_id) as more
  where each.id = more.group_id;
end
$$;
