-- What the database sees of itself at a moment: {mails, hooks, connections, connections_most, lock_waits, lock_wait_seconds}.
create function app.gauges() returns jsonb
language sql volatile
as $$
  select jsonb_build_object(
    'mails', app.waiting_mails(), 'hooks', app.waiting_hooks(),
    'connections', (
      select pg_stat_get_db_numbackends(each.oid) from pg_catalog.pg_database each where each.datname = current_database()
    ),
    'connections_most', current_setting('max_connections')::integer,
    'lock_waits', count(*),
    'lock_wait_seconds', coalesce(extract(epoch from clock_timestamp() - min(held.waitstart))::integer, 0)
  )
  from pg_catalog.pg_locks held where not held.granted
$$;
