-- Keeps what the instances counted in finished minutes, as {minute: traffic}, or null while nobody knows; looks at the database
-- itself and its laws, once for each minute of its own clock; and forgets minutes of two weeks ago. What is known of a minute stands.
-- Gives app.watch_state, with `wrote`: whether this was the first look at that minute.
create function api.keep_minute(p_counted jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_minute timestamptz := date_trunc('minute', now(), 'UTC') - interval '1 minute';
  v_most constant integer := 2000;
  -- Longer than a minute, so that a cron that comes late leaves nothing out; and what was found broken is looked at again, for a
  -- day at most, so that it is not well before it is mended.
  v_since timestamptz := least(now() - interval '150 seconds', (
    select greatest(alert.since - interval '150 seconds', now() - interval '1 day')
    from app.watch_alerts alert where alert.name = 'law-broken' and alert.well_at is null
  ));
  v_bookings uuid[];
  v_wrote boolean := false;
begin
  if not exists (select from app.watch_minutes each where each.minute = v_minute and each.gauges is not null) then
    v_bookings := app.touched_lately(v_since, v_most);
    insert into app.watch_minutes (minute, gauges, broken)
    values (
      v_minute, app.gauges() || jsonb_build_object('bookings_looked_at', cardinality(v_bookings)),
      app.broken_laws(v_bookings, v_since, v_most)
    )
    on conflict (minute) do update set gauges = excluded.gauges, broken = excluded.broken where watch_minutes.gauges is null;
    v_wrote := found;
  end if;
  insert into app.watch_minutes (minute, traffic)
  select counted.minute::timestamptz, counted.traffic
  from jsonb_each(keep_minute.p_counted) as counted (minute, traffic)
  -- By the clock of who counted, which may be off.
  where counted.minute::timestamptz between v_minute - interval '14 minutes' and v_minute
  on conflict (minute) do update set traffic = excluded.traffic where watch_minutes.traffic is null;
  delete from app.watch_minutes each
  where each.minute = any (array(
    select old.minute from app.watch_minutes old where old.minute < now() - interval '14 days' order by old.minute limit 100
  ));
  return app.watch_state() || jsonb_build_object('wrote', v_wrote);
end
$$;
