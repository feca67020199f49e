-- A calendar from elsewhere as the desk shows it: with what is taken by it from now on.
create function app.describe_feed(p_feed app.busy_feeds) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', (describe_feed.p_feed).id, 'version', (describe_feed.p_feed).version, 'name', (describe_feed.p_feed).name,
    'sealed_url', (describe_feed.p_feed).sealed_url, 'read_at', (describe_feed.p_feed).read_at,
    'due_at', (describe_feed.p_feed).due_at, 'failures', (describe_feed.p_feed).failures,
    'trouble', (describe_feed.p_feed).trouble,
    'is_reading', (describe_feed.p_feed).claim is not null and (describe_feed.p_feed).due_at > now(),
    'times', (
      select count(*) from app.busy_times busy
      where busy.feed_id = (describe_feed.p_feed).id and upper(busy.during) > now()
    )
  )
$$;
