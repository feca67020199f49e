-- Laws of the draw, of openings whose bell was since yesterday: those who were called since p_since, p_most of each opening at most.
create function app.broken_draws(p_since timestamptz, p_most integer) returns table (law text, broken bigint)
language sql stable
as $$
  with opened as materialized (
    select opening.id from app.openings opening
    where opening.opens_at between now() - interval '24 hours' and now() and opening.waiting_room
    order by opening.opens_at desc limit 200
  ),
  called as materialized (
    select ticket.*
    from opened
    cross join lateral (
      select offered.* from app.tickets offered
      where offered.opening_id = opened.id and offered.offered_at >= p_since
      order by offered.offered_at desc limit p_most
    ) as ticket
  ),
  groups as materialized (
    select each.*, (
      select ticket.tail_no from app.tickets ticket
      where ticket.group_id = each.id and ticket.tail_no is not null
      order by ticket.tail_no desc limit 1
    ) as last_no
    from app.opening_groups each where each.opening_id = any (array(select opened.id from opened))
  )
  select 'somebody was called whose turn had not come', count(*)
  from called
  join groups on groups.id = called.group_id
  where groups.drawn_at is null
    or not coalesce(called.rank < groups.served_below, called.tail_no <= groups.tail_served, false)
  union all
  select 'who came after a draw was called before who is in it', count(*)
  from groups
  where groups.tail_served > 0 and exists (select from called where called.group_id = groups.id) and exists (
    select from app.tickets drawn
    where drawn.group_id = groups.id and drawn.rank >= groups.served_below and drawn.left_at is null
  )
  union all
  select 'a group was called before the one ahead of it', count(*)
  from (select called.group_id, max(called.offered_at) as at from called group by called.group_id) as last
  join groups behind on behind.id = last.group_id
  join groups on groups.opening_id = behind.opening_id and groups.drawn_at < last.at
    and (groups.opens_at, groups.position) < (behind.opens_at, behind.position)
  where exists (
    select from app.tickets drawn
    where drawn.group_id = groups.id and drawn.rank >= groups.served_below and drawn.left_at is null
  ) or exists (
    select from app.tickets late
    -- Who came a moment before is numbered, and called, a second later.
    where late.group_id = groups.id and late.tail_no > groups.tail_served and late.left_at is null
      and late.joined_at < last.at - interval '10 seconds'
  )
  union all
  select 'a rank is not the one that its seed gives', count(*)
  from called
  join groups on groups.id = called.group_id
  where called.rank <> app.rank_of(groups.seed, called.id)
  union all
  select 'the numbers behind a draw are not as many as were given', count(*)
  from groups where groups.tail_count <> coalesce(groups.last_no, 0)
$$;
