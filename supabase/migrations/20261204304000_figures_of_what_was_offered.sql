-- Figures tell of what was offered: on a type's own dates, and not what a calendar from elsewhere took in weeks that are over.
-- What became of a teacher's time, by the weeks of their calendar: p_weeks_back before this one, this one, and p_weeks_ahead
-- after it. What was offered is told by the rules as they are now, whether or not it could be booked yet.
-- Gives {weeks: [{monday, offered_minutes, booked_minutes, came, missed, unmarked, cancelled, coming}], leads: [{days, bookings}]
-- by how long before they were booked, from 0, 1, 2, 4, 8, 15 and 31 days on, and types: [{name, bookings, minutes}], most
-- booked first; leads and types without what was cancelled. Refuses: DNIED.
create or replace function api.desk_figures(p_user_id uuid, p_weeks_back integer, p_weeks_ahead integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(desk_figures.p_user_id);
  v_monday date := date_trunc('week', app.today_of(v_teacher))::date;
  v_from timestamptz := (v_monday - 7 * p_weeks_back)::timestamp at time zone v_teacher.time_zone;
  v_until timestamptz := (v_monday + 7 * (p_weeks_ahead + 1))::timestamp at time zone v_teacher.time_zone;
begin
  return (
    with booked as materialized (
      select booking.state, appointment.id, appointment.starts_at, appointment.ends_at,
        type.name as type, floor(extract(epoch from appointment.starts_at - coalesce(booking.confirmed_at, booking.created_at)) / 86400) as lead
      from app.appointments_in(array[v_teacher.id], tstzrange(v_from, v_until)) as appointment
      join app.bookings booking on booking.appointment_id = appointment.id
      join app.appointment_types type on type.id = appointment.appointment_type_id
      where booking.state in ('pending', 'confirmed', 'cancelled', 'completed', 'no_show')
    ),
    taken as materialized (
      select coalesce(range_agg(tstzrange(booked.starts_at, booked.ends_at)), '{}') as times
      from booked where booked.state <> 'cancelled'
    ),
    offered as materialized (
      select taken.times + coalesce((
        select range_agg(tstzrange(start.starts_at, start.ends_at))
        from app.appointment_types type
        -- On its dates, where it has some; whatever its notice and its horizon.
        cross join lateral (
          select case when type.dates is null then tstzrange(null, null) else app.window_at(type, '-infinity') end as days
          offset 0
        ) as shown
        cross join lateral app.offered_starts(type, v_from, v_until) as start
        where type.teacher_id = v_teacher.id and type.retired_at is null and shown.days @> start.starts_at
      ), '{}') as times
      from taken
    ),
    weeks as (
      select monday::date, tstzrange(
        monday at time zone v_teacher.time_zone, (monday + interval '7 days') at time zone v_teacher.time_zone
      ) as span
      from generate_series(
        (v_monday - 7 * p_weeks_back)::timestamp, (v_monday + 7 * p_weeks_ahead)::timestamp, interval '7 days'
      ) as monday
    )
    select jsonb_build_object(
      'weeks', (
        select jsonb_agg(jsonb_build_object(
          'monday', weeks.monday,
          'offered_minutes', app.minutes_of(offered.times, weeks.span), 'booked_minutes', app.minutes_of(taken.times, weeks.span),
          'came', counted.came, 'missed', counted.missed, 'unmarked', counted.unmarked,
          'cancelled', counted.cancelled, 'coming', counted.coming
        ) order by weeks.monday)
        from weeks cross join offered cross join taken
        cross join lateral (
          select
            count(*) filter (where booked.state = 'completed') as came,
            count(*) filter (where booked.state = 'no_show') as missed,
            count(*) filter (where booked.state = 'cancelled') as cancelled,
            count(*) filter (where booked.state in ('pending', 'confirmed') and booked.ends_at <= now()) as unmarked,
            count(*) filter (where booked.state in ('pending', 'confirmed') and booked.ends_at > now()) as coming
          from booked where booked.starts_at <@ weeks.span
        ) as counted
      ),
      'leads', (
        select jsonb_agg(jsonb_build_object('days', step.days, 'bookings', (
          select count(*) from booked
          where booked.state <> 'cancelled' and greatest(booked.lead, 0) >= step.days
            and (step.next is null or greatest(booked.lead, 0) < step.next)
        )) order by step.days)
        from (
          select days, lead(days) over (order by days) as next from unnest(array[0, 1, 2, 4, 8, 15, 31]) as days
        ) as step
      ),
      'types', (
        select coalesce(jsonb_agg(jsonb_build_object('name', kind.name, 'bookings', kind.bookings, 'minutes', kind.minutes)
          order by kind.bookings desc, kind.name), '[]')
        from (
          select booked.type as name, count(*) as bookings, (
            select sum(extract(epoch from each.ends_at - each.starts_at))::integer / 60 from (
              select distinct one.id, one.starts_at, one.ends_at from booked as one
              where one.type = booked.type and one.state <> 'cancelled'
            ) as each
          ) as minutes
          from booked where booked.state <> 'cancelled' group by booked.type
        ) as kind
      )
    )
  );
end
$$;

-- A calendar from elsewhere was read well by who has the claim: its times are these from now on, and no others. Bookings that
-- stand are kept; those that the teacher said to keep are asked about again where it takes their time. It is due again in a
-- quarter of an hour.
-- Where not all of its entries could be read (not p_is_whole), the times that it had stay beside these until they are over or
-- it is read as a whole: one of them may be that of an entry which makes no sense now, and no calendar frees time by failing.
-- Of those that stay the next 5,000 do, so that they are not ever more. What is over was read as it was then, and stays for as long as
-- figures look back.
-- p_times: [{from, until}], of which none overlap, placed in p_zone; null where the other side says that nothing changed.
-- Gives {handle, changed}, or null where the claim holds no longer. Refuses: LIMIT above 5,000 times.
create or replace function api.settle_feed(
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

-- A calendar from elsewhere could not be read by who has the claim. Its times stay what they were, p_trouble says why to the
-- teacher, and it is tried again ever later: after a quarter of an hour, twice that, and so on to six hours. The whole of it is
-- wanted then, so that what is said of it is about what is there. What is over for as long as api.settle_feed has it goes.
create or replace function api.fail_feed(p_feed_id uuid, p_claim uuid, p_trouble text) returns void
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
