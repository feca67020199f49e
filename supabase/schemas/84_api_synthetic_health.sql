-- Whether the synthetic booker can book. It is not well where neither of the last two whole minutes has a round that booked and
-- cancelled, nor this one: they failed, or were missed. Nothing is expected of it before its first round.
-- Gives {well, booked_at, duration_ms, failed_at, code}: when it last booked and how long that took, and of its last round, where
-- that failed, at what and by which code.
create function api.synthetic_health() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'well', coalesce(booked.minute >= expected.since, false) or coalesce(first.minute > expected.since, true),
    'booked_at', booked.ended_at, 'duration_ms', booked.duration_ms, 'failed_at', latest.failed_at, 'code', latest.code
  )
  from (select date_trunc('minute', now()) - interval '2 minutes' as since) as expected
  left join (
    select round.minute from app.synthetic_rounds round where round.minute <= now() order by round.minute limit 1
  ) as first on true
  left join (
    select round.* from app.synthetic_rounds round
    where round.minute <= now() and round.ended_at is not null and round.failed_at is null
    order by round.minute desc limit 1
  ) as booked on true
  left join (
    select round.* from app.synthetic_rounds round
    where round.minute <= now() and round.ended_at is not null
    order by round.minute desc limit 1
  ) as latest on true
$$;
