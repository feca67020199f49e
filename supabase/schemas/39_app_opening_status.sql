-- What everybody in a waiting room is told, once a second: one answer for all. A seed is told once its draw is closed.
-- state: before, open, paused, all_held (no seat is free, but some are only held), sold_out, ended,
-- released (over, and what is left is everybody's).
create function app.opening_status(p_opening_id uuid) returns jsonb
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
