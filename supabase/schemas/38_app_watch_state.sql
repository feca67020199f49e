-- How things stand, for whoever judges them: {now, minute, gauges, broken, blind, burn}. Blind is for how many finished minutes in
-- a row nobody knows what the instances counted; burn is what was answered and failed in the last 5, 30, 60 and 360 minutes of
-- those that are known, by minutes.
create function app.watch_state() returns jsonb
language sql stable
as $$
  with looked as (
    select each.minute, each.gauges, each.broken from app.watch_minutes each
    where each.gauges is not null and each.minute > now() - interval '10 minutes'
    order by each.minute desc limit 1
  ),
  known as (
    select each.minute from app.watch_minutes each
    where each.traffic is not null and each.minute > now() - interval '370 minutes'
    order by each.minute desc limit 1
  ),
  counted as materialized (
    select each.minute, (each.traffic ->> 'answered')::integer as answered, (each.traffic ->> 'failed')::integer as failed,
      each.traffic is null as is_blind
    from app.watch_minutes each where each.minute > now() - interval '370 minutes'
  )
  select jsonb_build_object(
    'now', now(), 'minute', (select looked.minute from looked), 'gauges', (select looked.gauges from looked),
    'broken', coalesce((select looked.broken from looked), '{}'),
    'blind', (
      select count(*) from counted
      where counted.is_blind and counted.minute > coalesce((select known.minute from known), '-infinity')
    ),
    'burn', (
      select jsonb_object_agg(span.minutes, (
        select jsonb_build_object('answered', coalesce(sum(counted.answered), 0), 'failed', coalesce(sum(counted.failed), 0))
        from counted, known
        where counted.minute > known.minute - make_interval(mins => span.minutes)
          -- What is long over burns nothing now.
          and known.minute > now() - interval '10 minutes'
      ))
      from unnest(array[5, 30, 60, 360]) as span (minutes)
    )
  )
$$;
