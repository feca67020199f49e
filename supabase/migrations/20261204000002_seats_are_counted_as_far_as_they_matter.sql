-- Seats are counted as far as they matter, so that an opening with many holds nobody back for want of them.
-- The sum of an object's numbers.
create or replace function app.sum_of(p_counts jsonb) returns integer
language plpgsql immutable
as $$
begin
  return (select coalesce(sum(each.value::integer), 0) from jsonb_each_text(p_counts) as each);
end
$$;

-- Counts an opening's free seats by its teachers' handles, from where the last step stopped, for half a second at most: what
-- it does not come to stays as it was. Those without any are not in it, and twice as many as those who choose now or are called
-- in the next ten seconds are enough: until they are counted again, seats hold nobody back then. Starts that overlap, of types that
-- share a teacher's time, each count. Gives the row changed, not saved.
create or replace function app.count_seats(p_pace app.opening_paces) returns app.opening_paces
language plpgsql volatile
as $$
declare
  v_pace app.opening_paces := p_pace;
  v_began timestamptz := clock_timestamp();
  v_teacher record;
  v_free integer;
  v_whole boolean := p_pace.counted_to is null;
  v_enough integer := greatest(2000, ceil(2 * (p_pace.choosing + 10 * p_pace.pace)));
begin
  if v_whole then
    v_pace.free_seats := 0;
    -- Who has left since the last count, perhaps while it was written down.
    v_pace.free_by_teacher := v_pace.free_by_teacher - array(
      select known.handle from jsonb_object_keys(v_pace.free_by_teacher) as known (handle)
      where not exists (select from app.teachers teacher where teacher.handle = known.handle offset 0)
    );
  end if;
  for v_teacher in
    select teacher.id, teacher.handle, array_agg(type order by type.id) as types
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    where type.opening_id = p_pace.opening_id and type.retired_at is null
      and (p_pace.counted_to is null or teacher.id > p_pace.counted_to)
    group by teacher.id, teacher.handle
    order by teacher.id
  loop
    v_free := (
      select coalesce(sum(free.seats_left), 0)
      from unnest(v_teacher.types) as type
      cross join lateral app.bookable_window(type) as bookable
      cross join lateral app.free_slots(type, lower(bookable), upper(bookable)) as free
      where not isempty(bookable)
    );
    v_pace.free_by_teacher := v_pace.free_by_teacher - v_teacher.handle
      || case when v_free > 0 then jsonb_build_object(v_teacher.handle, v_free) else '{}' end;
    v_pace.counted_to := v_teacher.id;
    if v_whole then
      v_pace.free_seats := v_pace.free_seats + v_free;
      if v_pace.free_seats >= v_enough then
        v_pace.counted_to := null;
        return v_pace;
      end if;
    end if;
    if clock_timestamp() > v_began + interval '500 milliseconds' then
      -- Nothing is sold out before all have been looked at.
      v_pace.free_seats := greatest(1, least(v_enough, app.sum_of(v_pace.free_by_teacher)));
      return v_pace;
    end if;
  end loop;
  v_pace.counted_to := null;
  v_pace.free_seats := app.sum_of(v_pace.free_by_teacher);
  return v_pace;
end
$$;

-- What everybody in a waiting room is told, once a second: one answer for all. A seed is told once its draw is closed.
-- state: before, open, paused, all_held (no seat is free, but some are only held), sold_out, ended,
-- released (over, and what is left is everybody's).
create or replace function app.opening_status(p_opening_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'now', clock_timestamp(),
      'state', case
        when opening.released_at is not null then 'released'
        when opening.ended_at is not null or opening.closes_at <= now() then 'ended'
        when opening.opens_at > now() then 'before'
        when not opening.waiting_room then 'open'
        when pace.paced_at is not null and pace.free_seats = 0 and pace.held_seats > 0 then 'all_held'
        when pace.paced_at is not null and pace.free_seats = 0 then 'sold_out'
        when opening.paused_at is not null then 'paused'
        else 'open'
      end,
      'joins_at', opening.joins_at,
      'closes_at', opening.closes_at,
      'per_minute', round(60 * pace.pace),
      -- Of more it is not known how many there are.
      'free_seats', case when pace.paced_at is not null then least(pace.free_seats, 2000) end,
      -- Where to look, once it is hard to find.
      'free_by_teacher', case when pace.paced_at is not null and pace.free_seats < 200 then pace.free_by_teacher end,
      'groups', (
        select jsonb_agg(jsonb_build_object(
          'opens_at', each.opens_at,
          'opens_in_ms', greatest(0, ceil(1000 * extract(epoch from each.opens_at - clock_timestamp()))),
          'commitment', encode(each.commitment, 'hex'),
          'seed', case when each.drawn_at is not null then encode(each.seed, 'hex') end,
          'tickets_hash', encode(each.tickets_hash, 'hex'),
          'drawn', each.drawn_count,
          'served_below', each.served_below,
          'tail', each.tail_count,
          'tail_served', each.tail_served
        ) order by each.position)
        from app.opening_groups each where each.opening_id = opening.id
      )
    )
    from app.openings opening
    join app.opening_paces pace on pace.opening_id = opening.id
    where opening.id = p_opening_id
  );
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
  -- While some are still to be counted, nobody knows.
  elsif v_pace.why = 'steady' and v_most < v_due and v_pace.counted_to is null then
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
      'called', v_called, 'pace', round(v_pace.pace::numeric, 1), 'why', v_pace.why, 'free', least(v_pace.free_seats, 2000),
      'choosing', v_pace.choosing, 'served', app.served(p_opening.id)
    ));
  end if;
end
$$;
