-- What /ops draws: {email, state: app.watch_state, minutes: the last p_minutes, oldest first, alerts: all that are open, and thirty that
-- are well again, newest first}.
-- Refuses: DNIED.
create function api.open_ops(p_user_id uuid, p_minutes integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_operator app.operators := app.find_operator(open_ops.p_user_id);
begin
  return jsonb_build_object(
    'email', v_operator.email,
    'state', app.watch_state(),
    'minutes', (
      select coalesce(jsonb_agg(each order by each.minute), '[]')
      from app.watch_minutes each
      where each.minute >= date_trunc('minute', now(), 'UTC') - make_interval(mins => open_ops.p_minutes)
    ),
    'alerts', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', alert.id, 'name', alert.name, 'said', alert.said, 'since', alert.since, 'well_at', alert.well_at
      ) order by alert.well_at is null desc, alert.since desc), '[]')
      from (
        select still.* from app.watch_alerts still where still.well_at is null
        union all
        (
          select last.* from app.watch_alerts last
          where last.well_at is not null and last.since > now() - interval '14 days' order by last.since desc limit 30
        )
      ) as alert
    )
  );
end
$$;
