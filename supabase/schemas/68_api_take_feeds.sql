-- Up to p_limit calendars from elsewhere that are due, for one reader: nobody else gets them for p_lease_seconds, and a reader
-- who comes later than that cannot settle them any more.
-- Gives [{id, claim, sealed_url, time_zone, etag, modified}]; the last two as the other side said them, null to read it all.
create function api.take_feeds(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  with due as (
    select feed.id from app.busy_feeds feed
    where feed.due_at <= now()
    order by feed.due_at
    limit take_feeds.p_limit
    for update skip locked
  ),
  taken as (
    update app.busy_feeds feed
    set claim = gen_random_uuid(), due_at = now() + make_interval(secs => take_feeds.p_lease_seconds)
    from due where feed.id = due.id
    returning feed as feed
  )
  select coalesce(jsonb_agg(app.describe_claim(taken.feed)), '[]') from taken
$$;
