-- Takes down what is wrong now, as {name: in words, or null where nobody can tell: what is open stays open}, and what was known of the
-- replica a moment ago, which joins the last look. What was not seen for five minutes is well. Gives what is to be told, to one caller at a time: [{id, name, said, since, well_at}], each
-- first as wrong and then as well (api.mark_alert).
create function api.settle_alerts(p_wrong jsonb, p_replica jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_untold jsonb;
begin
  update app.watch_minutes each set gauges = each.gauges || p_replica
  where p_replica is not null and each.minute = (
    select last.minute from app.watch_minutes last
    where last.gauges is not null and last.minute > now() - interval '10 minutes'
    order by last.minute desc limit 1
  );
  insert into app.watch_alerts (name, said)
  select wrong.name, left(wrong.said, 1000) from jsonb_each_text(p_wrong) as wrong (name, said)
  where wrong.said is not null order by wrong.name
  on conflict (name) where (well_at is null) do update set seen_at = now(), said = excluded.said;
  update app.watch_alerts alert set seen_at = now()
  where alert.well_at is null and alert.name = any (array(
    select wrong.name from jsonb_each_text(p_wrong) as wrong (name, said) where wrong.said is null
  ));
  update app.watch_alerts alert set well_at = now()
  where alert.well_at is null and alert.seen_at <= now() - interval '5 minutes';
  with due as (
    select alert.id from app.watch_alerts alert
    where (alert.told_at is null or alert.well_at is not null and alert.well_told_at is null)
      -- However long it was wrong.
      and alert.since <= now()
      and coalesce(alert.leased_until <= now(), true)
    order by alert.since limit 20
    for update skip locked
  ),
  taken as (
    update app.watch_alerts alert set leased_until = now() + interval '1 minute'
    from due where alert.id = due.id returning alert.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', taken.id, 'name', taken.name, 'said', taken.said, 'since', taken.since,
    'well_at', case when taken.told_at is not null then taken.well_at end
  ) order by taken.since, taken.name), '[]') into v_untold
  from taken;
  delete from app.watch_alerts alert where alert.id = any (array(
    select old.id from app.watch_alerts old
    where old.since < now() - interval '90 days' and (old.well_told_at is not null or old.well_at < now() - interval '90 days')
    order by old.since limit 100
  ));
  return v_untold;
end
$$;
