-- As the release before asks, which does not say whether all entries could be read: where anything is wrong, maybe not.
create function api.settle_feed(
  p_feed_id uuid, p_claim uuid, p_times jsonb, p_zone text, p_etag text, p_modified text, p_trouble text
) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.settle_feed(
    settle_feed.p_feed_id, settle_feed.p_claim, settle_feed.p_times, settle_feed.p_zone, settle_feed.p_etag, settle_feed.p_modified,
    settle_feed.p_trouble, settle_feed.p_trouble is null
  )
$$;
comment on function api.settle_feed(uuid, uuid, jsonb, text, text, text, text) is 'Kept for builds before 0.2.0';
