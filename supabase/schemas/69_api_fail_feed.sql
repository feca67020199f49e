-- A calendar from elsewhere could not be read by who has the claim. Its times stay what they were, p_trouble says why to the
-- teacher, and it is tried again ever later: after a quarter of an hour, twice that, and so on to six hours. The whole of it is
-- wanted then, so that what is said of it is about what is there. What is over for as long as api.settle_feed has it goes.
create function api.fail_feed(p_feed_id uuid, p_claim uuid, p_trouble text) returns void
language sql volatile security definer set search_path = ''
as $$
  delete from app.busy_times busy
  where upper(busy.during) <= now() - interval '13 weeks' and busy.feed_id = (
    select feed.id from app.busy_feeds feed where feed.id = fail_feed.p_feed_id and feed.claim = fail_feed.p_claim
  );
  update app.busy_feeds feed
  set claim = null, etag = null, modified = null, failures = feed.failures + 1,
    trouble = left(fail_feed.p_trouble, 500),
    due_at = now() + least(interval '6 hours', interval '15 minutes' * power(2, least(feed.failures, 10)))
  where feed.id = fail_feed.p_feed_id and feed.claim = fail_feed.p_claim
$$;
