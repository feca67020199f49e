-- Nobody behind a draw, and no later group, is called before the turn of all who are ahead has come, and the log proves it.
-- A rank that is above everybody's who was drawn in a group, by one; 0 where nobody was.
create function app.past_draw(p_group_id uuid) returns bigint
language plpgsql stable
as $$
begin
  return (
    select coalesce(max(ticket.rank) + 1, 0) from app.tickets ticket
    where ticket.group_id = p_group_id and ticket.rank is not null
  );
end
$$;

-- How far each group has come: [[served_below, tail_served, tail_count], …] by position; tail_count null before its draw.
create or replace function app.served(p_opening_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_agg(
      jsonb_build_array(each.served_below, each.tail_served, case when each.drawn_at is not null then each.tail_count end)
      order by each.position
    )
    from app.opening_groups each where each.opening_id = p_opening_id
  );
end
$$;

-- Laws of the draw, of openings whose bell was since yesterday: those who were called since p_since, p_most of each opening at most.
create or replace function app.broken_draws(p_since timestamptz, p_most integer) returns table (law text, broken bigint)
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

-- Calls the next p_most of a group whose draw is done: by rank, then by number. Gives how many: fewer where nobody of it is
-- left. Before anybody of the tail is called, the turn of all who were drawn has come, theirs too who left.
create or replace function app.admit(p_group_id uuid, p_most integer) returns integer
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

-- Groups of which nobody is left to be called are called to their ends: who of them has left and comes again comes in at once,
-- and whoever asks later sees that nobody behind them was called too early.
create function app.pass_over(p_groups uuid[]) returns void
language plpgsql
as $$
begin
  update app.opening_groups each
  set served_below = greatest(each.served_below, app.past_draw(each.id)), tail_served = each.tail_count
  where each.id = any (p_groups) and (each.tail_served < each.tail_count or each.served_below < app.past_draw(each.id));
end
$$;

-- One step of an opening with a waiting room, at most once in nine tenths of a second: draws whose time has come, numbers
-- for the late, seats counted, the pace set, and as many people called as the pace and the free seats allow.
create or replace function app.advance_opening(p_opening app.openings, p_pulse jsonb) returns void
language plpgsql
as $$
declare
  v_pace app.opening_paces;
  v_before app.opening_paces;
  v_began timestamptz;
  v_due integer := 0;
  v_most integer;
  v_called integer := 0;
  v_empty uuid[] := '{}';
  v_group app.opening_groups;
begin
  select * into v_pace from app.opening_paces pace where pace.opening_id = p_opening.id;
  if v_pace.paced_at > now() - interval '900 milliseconds' then
    return;
  end if;
  v_before := v_pace;
  perform app.draw_groups(p_opening.id);
  perform app.number_tails(p_opening.id);

  if v_pace.count_at is null or v_pace.count_at <= now() then
    v_began := clock_timestamp();
    -- First who wants a seat, then the seats: who takes one in between counts twice, and nobody is called for it.
    v_pace.choosing := app.count_choosing(p_opening.id);
    v_pace := app.count_seats(v_pace);
    v_pace.room := ceil(1.1 * v_pace.free_seats) - v_pace.choosing;
    v_pace.held_seats := case v_pace.free_seats when 0 then app.count_held(p_opening.id) else 0 end;
    -- Counting has a twentieth of one core at most.
    v_pace.count_at := now() + least((clock_timestamp() - v_began) * 20, interval '10 seconds');
  end if;

  v_pace := app.next_pace(v_pace, p_pulse);
  if p_opening.paused_at is not null or v_pace.why = 'failing' then
    v_most := 0;
    v_pace.credit := 0;
  else
    v_pace.credit := v_pace.credit + v_pace.pace * least(1.5, coalesce(extract(epoch from now() - v_pace.paced_at), 1));
    v_due := floor(v_pace.credit);
    v_most := least(v_due, greatest(0, v_pace.room));
    for v_group in
      select * from app.opening_groups each
      where each.opening_id = p_opening.id and each.drawn_at is not null
      order by each.opens_at, each.position
    loop
      exit when v_called >= v_most;
      v_called := v_called + app.admit(v_group.id, v_most - v_called);
      if v_called < v_most then
        v_empty := v_empty || v_group.id;
      end if;
    end loop;
    -- What is not called is not in the log, from which the order is proved.
    if v_called > 0 then
      perform app.pass_over(v_empty);
    end if;
    -- Without anybody to call, or a seat to call them to, a pace is not saved up.
    v_pace.credit := least(greatest(0, v_pace.credit - v_called), 1);
    -- Nor does it grow while it is not what holds people back.
    if v_called < v_due and v_pace.pace > v_before.pace then
      v_pace.pace := v_before.pace;
    end if;
  end if;
  if v_pace.why <> 'failing' and v_pace.free_seats = 0 then
    v_pace.why := 'no free seats';
  elsif v_pace.why = 'steady' and v_most < v_due then
    v_pace.why := 'seats are few';
  end if;

  update app.opening_paces pace
  set pace = v_pace.pace, credit = v_pace.credit, paced_at = now(), eased_at = v_pace.eased_at, why = v_pace.why,
      free_seats = v_pace.free_seats, free_by_teacher = v_pace.free_by_teacher, held_seats = v_pace.held_seats,
      count_at = v_pace.count_at, counted_to = v_pace.counted_to, choosing = v_pace.choosing + v_called,
      room = v_pace.room - v_called
  where pace.opening_id = p_opening.id;
  if v_called > 0 or v_pace.why <> v_before.why then
    perform app.log_opening(p_opening.id, case when v_called > 0 then 'admitted' else 'paced' end, null, jsonb_build_object(
      'called', v_called, 'pace', round(v_pace.pace::numeric, 1), 'why', v_pace.why, 'free', v_pace.free_seats,
      'choosing', v_pace.choosing, 'served', app.served(p_opening.id)
    ));
  end if;
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
