-- Of the server that is asked: {replica, replayed_at, now}. Whether it follows another, and when what it replayed last was committed.
create function api.replica_replayed() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'replica', pg_is_in_recovery(), 'replayed_at', pg_last_xact_replay_timestamp(), 'now', clock_timestamp()
  )
$$;
