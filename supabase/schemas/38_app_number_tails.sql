-- Gives numbers to those who came after the draw, in the order in which they came. Once a second for all of them, so that
-- nobody who joins waits for another.
create function app.number_tails(p_opening_id uuid) returns void
language plpgsql
as $$
declare
  v_group_id uuid;
  v_until timestamptz;
begin
  for v_group_id in
    select each.id from app.opening_groups each
    where each.opening_id = p_opening_id and each.drawn_at is not null and exists (
      select from app.tickets late where late.group_id = each.id and late.rank is null and late.tail_no is null
    )
    order by each.position
  loop
    -- Whoever is joining has looked at the clock and may not be seen yet: all who did before v_until are waited for.
    begin
      perform pg_advisory_xact_lock(hashtextextended(v_group_id::text, 2));
      v_until := clock_timestamp();
      -- Nothing but the end of its block gives such a lock back before all is done, and the next are waiting.
      raise exception using errcode = 'UNLCK';
    exception when sqlstate 'UNLCK' then null;
    end;
    with numbered as (
      update app.tickets ticket set tail_no = arrived.no
      from (
        select late.id, (each.tail_count + row_number() over (order by late.joined_at, late.id))::integer as no
        from app.opening_groups each
        join app.tickets late on late.group_id = each.id and late.rank is null and late.tail_no is null and late.joined_at <= v_until
        where each.id = v_group_id
      ) as arrived
      where ticket.id = arrived.id
      returning ticket.id
    )
    update app.opening_groups each set tail_count = each.tail_count + (select count(*) from numbered)
    where each.id = v_group_id;
  end loop;
end
$$;
