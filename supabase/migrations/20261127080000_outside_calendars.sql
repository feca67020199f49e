-- Calendars from elsewhere are read: whose turn it is, and where a day began when their times were put down. And holidays are
-- looked up again each year.
alter table app.busy_feeds
  add column version integer not null default 1,
  add column claim uuid,
  add column placed_at timestamptz,
  add column placed_zone app.zone_name;
create index teachers_by_region on app.teachers (holiday_region) where (holiday_region is not null);

-- What the reader of a calendar needs. What the other side said last is left out where the whole is wanted again: the times of
-- a rule without an end are known only so far ahead, and a whole day begins where the teacher is.
create function app.describe_claim(p_feed app.busy_feeds) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', (describe_claim.p_feed).id, 'claim', (describe_claim.p_feed).claim, 'sealed_url', (describe_claim.p_feed).sealed_url,
    'time_zone', teacher.time_zone,
    'etag', case when known.still then (describe_claim.p_feed).etag end,
    'modified', case when known.still then (describe_claim.p_feed).modified end
  )
  from app.teachers teacher
  cross join lateral (
    select (describe_claim.p_feed).placed_at > now() - interval '1 day'
      and (describe_claim.p_feed).placed_zone = teacher.time_zone as still
  ) as known
  where teacher.id = (describe_claim.p_feed).teacher_id
$$;

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

-- A teacher's calendars from elsewhere, in the order they were added.
-- Gives {feeds: [{id, version, name, sealed_url, read_at, due_at, failures, trouble, is_reading, times}], outside}. Refuses: DNIED.
create function api.list_feeds(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_feeds.p_user_id);
begin
  return jsonb_build_object(
    'feeds', (
      select coalesce(jsonb_agg(app.describe_feed(feed) order by feed.created_at, feed.id), '[]')
      from app.busy_feeds feed where feed.teacher_id = v_teacher.id
    ),
    'outside', app.outside(v_teacher.id)
  );
end
$$;

-- Adds a calendar from elsewhere under an id that the form has made (p_version 0), to be read at once, or gives one another
-- name, which takes no address. Saving the same again, as one does who never got the answer, changes nothing.
-- Gives the feed as it is now. Refuses: DNIED, NTFND for another teacher's, STALE, LIMIT.
create function api.save_feed(p_user_id uuid, p_feed_id uuid, p_version integer, p_name text, p_sealed_url text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_feed.p_user_id);
  v_feed app.busy_feeds;
begin
  perform app.lock_rules(v_teacher.handle);
  select * into v_feed from app.busy_feeds feed where feed.id = p_feed_id;
  if found and v_feed.teacher_id <> v_teacher.id or not found and p_version > 0 then
    perform app.refuse('NTFND', 'no such calendar');
  end if;
  if v_feed.id is null then
    if (select count(*) from app.busy_feeds feed where feed.teacher_id = v_teacher.id) >= 10 then
      perform app.refuse('LIMIT', 'ten calendars are as many as one teacher can have');
    end if;
    insert into app.busy_feeds (id, teacher_id, name, sealed_url)
    values (p_feed_id, v_teacher.id, p_name, p_sealed_url)
    returning * into v_feed;
  elsif v_feed.version = p_version then
    update app.busy_feeds feed set version = feed.version + 1, name = p_name
    where feed.id = p_feed_id returning * into v_feed;
  elsif v_feed.version <> p_version + 1 or v_feed.name <> p_name then
    perform app.refuse('STALE', 'the calendar was renamed elsewhere');
  end if;
  return app.describe_feed(v_feed);
end
$$;

-- Forgets a calendar from elsewhere, and with it the times that it took. Twice is once. Gives {handle, outside}. Refuses: DNIED.
create function api.drop_feed(p_user_id uuid, p_feed_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_feed.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  delete from app.busy_feeds feed where feed.id = p_feed_id and feed.teacher_id = v_teacher.id;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;

-- One calendar from elsewhere, for its teacher who wants it read now: nobody else reads it for p_lease_seconds.
-- Gives what api.take_feeds gives of one, or null while somebody reads it already. Refuses: DNIED, NTFND.
create function api.take_feed(p_user_id uuid, p_feed_id uuid, p_lease_seconds integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(take_feed.p_user_id);
  v_feed app.busy_feeds;
begin
  update app.busy_feeds feed
  set claim = gen_random_uuid(), due_at = now() + make_interval(secs => p_lease_seconds)
  where feed.id = p_feed_id and feed.teacher_id = v_teacher.id and (feed.claim is null or feed.due_at <= now())
  returning * into v_feed;
  if found then
    return app.describe_claim(v_feed);
  end if;
  if not exists (select from app.busy_feeds feed where feed.id = p_feed_id and feed.teacher_id = v_teacher.id) then
    perform app.refuse('NTFND', 'no such calendar');
  end if;
  return null;
end
$$;

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

-- A calendar from elsewhere was read well by who has the claim: its times are these from now on, and no others. Bookings that
-- stand are kept. It is due again in a quarter of an hour.
-- p_times: [{from, until}], of which none overlap, placed in p_zone; null where the other side says that nothing changed.
-- Gives {handle, changed}, or null where the claim holds no longer. Refuses: LIMIT above 5,000 times.
create function api.settle_feed(
  p_feed_id uuid, p_claim uuid, p_times jsonb, p_zone text, p_etag text, p_modified text, p_trouble text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_handle text := (
    select teacher.handle from app.busy_feeds feed join app.teachers teacher on teacher.id = feed.teacher_id
    where feed.id = settle_feed.p_feed_id
  );
  v_feed app.busy_feeds;
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
  -- What is still there stays as it is, since most of it is.
  with said as materialized (
    select tstzrange(listed."from", listed.until) as during
    from jsonb_to_recordset(p_times) as listed ("from" timestamptz, until timestamptz)
  ),
  gone as (
    delete from app.busy_times busy
    where busy.feed_id = v_feed.id and busy.during not in (select said.during from said)
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

-- A calendar from elsewhere could not be read by who has the claim. Its times stay what they were, p_trouble says why to the
-- teacher, and it is tried again ever later: after a quarter of an hour, twice that, and so on to six hours. The whole of it is
-- wanted then, so that what is said of it is about what is there.
create function api.fail_feed(p_feed_id uuid, p_claim uuid, p_trouble text) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.busy_feeds feed
  set claim = null, etag = null, modified = null, failures = feed.failures + 1,
    trouble = left(fail_feed.p_trouble, 500),
    due_at = now() + least(interval '6 hours', interval '15 minutes' * power(2, least(feed.failures, 10)))
  where feed.id = fail_feed.p_feed_id and feed.claim = fail_feed.p_claim
$$;

-- The regions that some teacher follows and whose holidays of a year were not looked up yet: [region].
create function api.due_regions(p_year integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(followed.region order by followed.region), '[]')
  from (
    -- Those that have one alone, by their index.
    select distinct teacher.holiday_region as region from app.teachers teacher where teacher.holiday_region > ''
  ) as followed
  where not exists (
    select from app.holidays holiday
    where holiday.region = followed.region
      and holiday.day >= make_date(due_regions.p_year, 1, 1) and holiday.day < make_date(due_regions.p_year + 1, 1, 1)
  )
$$;

-- Notes holidays of a region as they were looked up: [{day, name}]; what is known of it already stays. They are of a year that
-- nobody can book in yet, so no teacher's rules are locked for it.
create function api.add_holidays(p_region text, p_days jsonb) returns void
language sql volatile security definer set search_path = ''
as $$
  insert into app.holidays (region, day, name)
  select add_holidays.p_region, listed.day, listed.name
  from jsonb_to_recordset(add_holidays.p_days) as listed (day date, name text)
  where not exists (
    select from app.holidays known
    where known.region = add_holidays.p_region and known.day = listed.day and known.name = listed.name
  )
  on conflict do nothing
$$;

revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
