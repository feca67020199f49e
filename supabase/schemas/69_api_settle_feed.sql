-- A calendar from elsewhere was read well by who has the claim: its times are these from now on, and no others. Bookings that
-- stand are kept; those that the teacher said to keep are asked about again where it takes their time. It is due again in a
-- quarter of an hour.
-- Where not all of its entries could be read (not p_is_whole), the times that it had stay beside these until they are over or
-- it is read as a whole: one of them may be that of an entry which makes no sense now, and no calendar frees time by failing.
-- Of those that stay the next 5,000 do, so that they are not ever more. What is over was read as it was then, and stays for as long as
-- figures look back.
-- p_times: [{from, until}], of which none overlap, placed in p_zone; null where the other side says that nothing changed.
-- Gives {handle, changed}, or null where the claim holds no longer. Refuses: LIMIT above 5,000 times.
create function api.settle_feed(
  p_feed_id uuid, p_claim uuid, p_times jsonb, p_zone text, p_etag text, p_modified text, p_trouble text,
  p_is_whole boolean
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_handle text := (
    select teacher.handle from app.busy_feeds feed join app.teachers teacher on teacher.id = feed.teacher_id
    where feed.id = settle_feed.p_feed_id
  );
  v_feed app.busy_feeds;
  -- Who reads reads from yesterday on, by UTC and a clock that may be a little off.
  v_over timestamptz := now() - interval '23 hours';
  v_said tstzmultirange;
  v_before tstzmultirange;
  v_past tstzmultirange;
  v_gone integer;
  v_new integer;
begin
  if jsonb_array_length(p_times) > 5000 then
    perform app.refuse('LIMIT', 'five thousand times are as many as one calendar can take');
  end if;
  -- Where nothing changed nobody who books waits for it.
  perform app.lock_rules(v_handle) where v_handle is not null and p_times is not null;
  update app.busy_feeds feed
  set claim = null, due_at = now() + interval '15 minutes', read_at = now(), failures = 0,
    etag = p_etag, modified = p_modified,
    placed_at = case when p_times is null then feed.placed_at else now() end,
    placed_zone = case when p_times is null then feed.placed_zone else p_zone end,
    trouble = case when p_times is null then feed.trouble else p_trouble end
  where feed.id = p_feed_id and feed.claim = p_claim
  returning * into v_feed;
  if not found then
    return null;
  end if;
  if p_times is null then
    return jsonb_build_object('handle', v_handle, 'changed', false);
  end if;
  select coalesce(range_agg(tstzrange(listed."from", listed.until)), '{}') into v_said
  from jsonb_to_recordset(p_times) as listed ("from" timestamptz, until timestamptz);
  select coalesce(range_agg(busy.during), '{}') into v_before from app.busy_times busy where busy.feed_id = v_feed.id;
  perform app.forget_kept(app.asked_again(v_feed.teacher_id, v_said - v_before, null));
  -- Of what goes on, too: it is one time, though it is read from yesterday on.
  v_past := v_before * tstzmultirange(tstzrange(null, v_over));
  -- What is still there stays as it is, since most of it is.
  with kept as materialized (
    select busy.id, busy.during from app.busy_times busy
    where not p_is_whole and busy.feed_id = v_feed.id and upper(busy.during) > v_over
      and busy.during not in (select each from unnest(v_said + v_past) as each)
    order by busy.during
    limit 5000
  ),
  said as materialized (
    select each as during
    from unnest(v_said + (v_past - (select coalesce(range_agg(kept.during), '{}') from kept))) as each
    where upper(each) > now() - interval '13 weeks'
  ),
  gone as (
    delete from app.busy_times busy
    where busy.feed_id = v_feed.id and busy.during not in (select said.during from said)
      and busy.id not in (select kept.id from kept)
    returning busy.id
  ),
  new as (
    insert into app.busy_times (teacher_id, feed_id, during)
    select v_feed.teacher_id, v_feed.id, said.during from said
    where said.during not in (select busy.during from app.busy_times busy where busy.feed_id = v_feed.id)
    returning id
  )
  select (select count(*) from gone), (select count(*) from new) into v_gone, v_new;
  return jsonb_build_object('handle', v_handle, 'changed', v_gone + v_new > 0);
end
$$;
