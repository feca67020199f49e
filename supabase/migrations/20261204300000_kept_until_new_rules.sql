-- What a teacher keeps is kept until the rules change anew against it.
-- What stands of a teacher's time to come and is not offered any more: of what the teacher has said to keep (p_is_kept), or of
-- all the rest. Gives its appointments, each with the name of its type.
-- That is where its start is not offered, its day is none of its type's dates, it lasts as its type does not any more, or its
-- type was retired. A day with more of them than a new cap allows is not: none of them is the one too many.
-- Each type's starts are computed once for all of its appointments.
create function app.unoffered(p_teacher_id uuid, p_is_kept boolean)
returns table (id uuid, starts_at timestamptz, ends_at timestamptz, type text)
language sql stable
as $$
  with coming as materialized (
    select appointment.id, appointment.appointment_type_id as type_id, appointment.starts_at, appointment.ends_at,
      app.minutes_in(tstzrange(appointment.starts_at, appointment.ends_at)) as minutes
    from app.appointments appointment
    where appointment.teacher_id = unoffered.p_teacher_id
      and appointment.busy && tstzrange(now(), null)
      and appointment.cancelled_at is null
      and appointment.starts_at > now()
      and appointment.is_kept = unoffered.p_is_kept
  ),
  -- Few, and each looked up by itself. Its days are those of its type, whatever the notice and the horizon: what was booked was
  -- booked in time.
  kinds as materialized (
    select kind.*, found.type,
      case when (found.type).dates is null then tstzrange(null, null) else app.window_at(found.type, '-infinity') end as days,
      (found.type).retired_at is null
        and kind.minutes = any ((found.type).duration_minutes || (found.type).other_durations) as still
    from (
      select coming.type_id, coming.minutes, min(coming.starts_at) as first, max(coming.starts_at) as last
      from coming group by coming.type_id, coming.minutes
    ) as kind
    cross join lateral (select type from app.appointment_types type where type.id = kind.type_id offset 0) as found
  ),
  offered as materialized (
    select kinds.type_id, kinds.minutes, start.starts_at
    from kinds
    cross join lateral app.offered_starts(
      app.of_duration(kinds.type, kinds.minutes), kinds.first, kinds.last + interval '1 microsecond'
    ) as start
    where kinds.still and kinds.days @> start.starts_at
  )
  select coming.id, coming.starts_at, coming.ends_at, (kinds.type).name
  from coming
  join kinds on kinds.type_id = coming.type_id and kinds.minutes = coming.minutes
  where not exists (
    select from offered
    where offered.type_id = coming.type_id and offered.minutes = coming.minutes and offered.starts_at = coming.starts_at
  )
$$;

-- Bookings to come that a teacher's rules would not offer any more (app.unoffered), and that the teacher has not said to keep: by
-- start, [{id, starts_at, ends_at, type, name, email}]. At most 200: those after them come when these are settled.
create or replace function app.outside(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', found.id, 'starts_at', found.starts_at, 'ends_at', found.ends_at, 'type', found.type, 'name', found.name, 'email', found.email
  ) order by found.starts_at, found.name), '[]')
  from (
    select booking.id, lies.starts_at, lies.ends_at, lies.type, booking.name, booking.email
    from app.unoffered(outside.p_teacher_id, false) as lies
    cross join lateral (
      select each.id, each.name, each.email from app.bookings each
      where each.appointment_id = lies.id and each.state in ('pending', 'confirmed')
      offset 0
    ) as booking
    order by lies.starts_at
    limit 200
  ) as found
$$;

-- A teacher says to keep what lies outside their rules of what they see against it then, and not for ever. Asked before the rules
-- change: gives the appointments that are kept, and that are to be shown again where they lie outside after it.
-- That is where nothing is against them, or nothing any more; and where the change takes times of p_against, which the teacher has
-- not seen against them, from these types (null: from all).
create function app.asked_again(p_teacher_id uuid, p_against tstzmultirange, p_types uuid[]) returns uuid[]
language plpgsql stable
as $$
begin
  return array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = asked_again.p_teacher_id
      and appointment.busy && tstzrange(now(), null)
      and appointment.cancelled_at is null
      and appointment.starts_at > now()
      and appointment.is_kept
      and (
        appointment.busy && p_against and (p_types is null or appointment.appointment_type_id = any (p_types))
        or appointment.id not in (select lies.id from app.unoffered(p_teacher_id, true) as lies)
      )
  );
end
$$;

-- That these appointments are kept is said of rules that are no more. After the bookers' turns, as all that locks appointments.
create function app.forget_kept(p_appointments uuid[]) returns void
language plpgsql
as $$
declare
  -- Locked in the order in which everybody locks appointments.
  v_kept uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id = any (p_appointments) and appointment.is_kept
    order by appointment.id
    for update
  );
begin
  update app.appointments appointment set is_kept = false where appointment.id = any (v_kept);
end
$$;

-- The teacher wants these bookings as they are, though the rules do not offer their times any more: until the rules have changed so
-- that it would be asked of them anew (app.asked_again).
-- Gives {outside}: what is still to be settled. Refuses: DNIED.
create or replace function api.keep_bookings(p_user_id uuid, p_booking_ids uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(keep_bookings.p_user_id);
  v_kept uuid[];
begin
  -- Who books a series goes by the time of its dates: not at the same time as this.
  perform app.lock_rules(v_teacher.handle);
  -- Locked in the order in which everybody locks appointments.
  v_kept := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = v_teacher.id
      and appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (p_booking_ids))
    order by appointment.id
    for update
  );
  update app.appointments appointment set is_kept = true where appointment.id = any (v_kept);
  return jsonb_build_object('outside', app.outside(v_teacher.id));
end
$$;

-- Notes that a teacher is away for some time, under an id that the form has made (p_version 0), or changes what was noted.
-- Bookings that stand are kept; those that the teacher said to keep are asked about again where it takes their time, or more of
-- it. Saving the same again changes nothing.
-- Gives {version, handle, outside}. Refuses: DNIED, LIMIT, STALE, and NTFND for another teacher's or one that was taken back.
create or replace function api.save_absence(
  p_user_id uuid, p_absence_id uuid, p_version integer, p_from timestamptz, p_until timestamptz, p_note text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_absence.p_user_id);
  v_absence app.busy_times;
begin
  perform app.lock_rules(v_teacher.handle);
  perform app.forget_kept(app.asked_again(v_teacher.id, tstzmultirange(tstzrange(p_from, p_until)) - coalesce((
    select tstzmultirange(busy.during) from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null
  ), '{}'), null));
  if p_version = 0 and (
    select count(*) from app.busy_times busy
    where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
  ) >= 200 then
    perform app.refuse('LIMIT', 'two hundred absences to come are as many as one teacher can have');
  end if;
  insert into app.busy_times (id, teacher_id, during, note, version)
  select p_absence_id, v_teacher.id, tstzrange(p_from, p_until), p_note, 0 where p_version = 0
  on conflict (id) do nothing;
  update app.busy_times busy set version = busy.version + 1, during = tstzrange(p_from, p_until), note = p_note
  where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.version = p_version
  returning * into v_absence;
  if not found then
    select * into v_absence from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null;
    if not found then
      perform app.refuse('NTFND', 'no such absence');
    elsif v_absence.version <> p_version + 1 or v_absence.during <> tstzrange(p_from, p_until) or v_absence.note <> p_note then
      perform app.refuse('STALE', 'the absence was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_absence.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;

-- Says whose holidays are a teacher's days off (null: nobody's), and on which of them, by name, the teacher works all the same.
-- p_days: [{day, name}], the region's holidays as they were looked up; what is known of it already stays.
-- Gives {version, handle, outside}; saving the same again gives the same. Refuses: DNIED, STALE.
create or replace function api.save_holidays(p_user_id uuid, p_version integer, p_region text, p_worked text[], p_days jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_holidays.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  perform app.forget_kept(app.asked_again(v_teacher.id, '{}', null));
  insert into app.holidays (region, day, name)
  select p_region, listed.day, listed.name from jsonb_to_recordset(p_days) as listed (day date, name text)
  where p_region is not null
  on conflict do nothing;
  update app.teachers teacher
  set version = teacher.version + 1, holiday_region = p_region, worked_holidays = p_worked
  where teacher.id = v_teacher.id and teacher.version = p_version
  returning * into v_teacher;
  if not found then
    v_teacher := app.find_desk(p_user_id);
    if v_teacher.version <> p_version + 1 or v_teacher.holiday_region is distinct from p_region
      or v_teacher.worked_holidays <> p_worked then
      perform app.refuse('STALE', 'the holidays were saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_teacher.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;

-- Makes a schedule under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept; those that the
-- teacher said to keep are asked about again on days that get other hours of their own. Saving the same again, as one does who
-- never got the answer, changes nothing.
-- p_wish: {name, spans: [{weekday, starts_minute, ends_minute}], own_days: [{day, spans: [{starts_minute, ends_minute}]}],
-- is_usual}; true makes it the usual one instead of another.
-- Gives {schedule, handle, outside}: as it is now, and bookings that it does not offer. Refuses: DNIED, NTFND, STALE, LIMIT.
create or replace function api.save_schedule(p_user_id uuid, p_schedule_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_schedule.p_user_id);
  v_today date := app.today_of(v_teacher);
  v_usual boolean := coalesce((p_wish ->> 'is_usual')::boolean, false);
  v_schedule app.schedules;
  v_changed tstzmultirange;
begin
  perform app.lock_rules(v_teacher.handle);
  if p_version = 0 and (select count(*) from app.schedules schedule where schedule.teacher_id = v_teacher.id) >= 20 then
    perform app.refuse('LIMIT', 'twenty schedules are as many as one teacher can have');
  end if;
  -- Days that get hours of their own, or others than they have.
  v_changed := (
    select range_agg(tstzrange(
      app.instant_at(own.day::timestamp, v_teacher.time_zone), app.instant_at((own.day + 1)::timestamp, v_teacher.time_zone)
    ))
    from app.own_days_of(p_wish -> 'own_days') as own
    where own.day >= v_today and not exists (
      select from app.overrides override
      where override.schedule_id = p_schedule_id and override.day = own.day and override.minutes::int4multirange = own.minutes
    )
  );
  perform app.forget_kept(app.asked_again(v_teacher.id, v_changed, array(
    select type.id from app.appointment_types type where type.teacher_id = v_teacher.id and type.schedule_id = p_schedule_id
  )));
  insert into app.schedules (id, teacher_id, name, version)
  select p_schedule_id, v_teacher.id, p_wish ->> 'name', 0 where p_version = 0
  on conflict (id) do nothing;
  update app.schedules schedule set version = schedule.version + 1, name = p_wish ->> 'name'
  where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id and schedule.version = p_version
  returning * into v_schedule;
  if found then
    if v_usual and not v_schedule.is_usual then
      update app.schedules schedule set is_usual = false where schedule.teacher_id = v_teacher.id and schedule.is_usual;
      update app.schedules schedule set is_usual = true where schedule.id = v_schedule.id returning * into v_schedule;
    end if;
    perform app.replace_hours(v_schedule.id, p_wish -> 'spans');
    perform app.replace_own_days(v_schedule.id, v_today, p_wish -> 'own_days');
  else
    select * into v_schedule from app.schedules schedule
    where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
    if not found then
      perform app.refuse('NTFND', 'no such schedule');
    elsif v_schedule.version <> p_version + 1 or v_schedule.name <> p_wish ->> 'name'
      or v_usual and not v_schedule.is_usual
      or not app.has_hours(v_schedule.id, p_wish -> 'spans')
      or not app.has_own_days(v_schedule.id, v_today, p_wish -> 'own_days') then
      perform app.refuse('STALE', 'the schedule was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'schedule', app.describe_schedule(v_schedule), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;

-- A type is offered no longer; what was booked of it stands, and is asked about though it was kept before. Twice is once. It asks for no version: nothing of the type
-- goes, and api.restore_type has it as whoever saved it last. Gives {handle, outside}. Refuses: DNIED, NTFND.
create or replace function api.retire_type(p_user_id uuid, p_type_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(retire_type.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  perform app.forget_kept(app.asked_again(v_teacher.id, '{(,)}', array(
    select type.id from app.appointment_types type
    where type.id = p_type_id and type.teacher_id = v_teacher.id and type.retired_at is null
  )));
  update app.appointment_types type set retired_at = coalesce(type.retired_at, now())
  where type.id = p_type_id and type.teacher_id = v_teacher.id;
  if not found then
    perform app.refuse('NTFND', 'no such type');
  end if;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;

-- Makes an appointment type under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept.
-- p_wish is what app.describe_type gives, without id and version. Saving the same again, as one does who never got the answer,
-- changes nothing.
-- Gives {type, handle, outside}. Refuses: DNIED, NTFND, STALE, LIMIT, INVAL where another type has its handle, the
-- schedule is another teacher's, or the last of its dates is further ahead than holidays and calendars from elsewhere are known.
create or replace function api.save_type(p_user_id uuid, p_type_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_type.p_user_id);
  v_wish app.appointment_types := jsonb_populate_record(null::app.appointment_types, p_wish);
  v_type app.appointment_types;
  v_asked uuid[];
begin
  perform app.lock_rules(v_teacher.handle);
  v_wish.dates := case when p_wish ->> 'first_day' is not null then
    daterange((p_wish ->> 'first_day')::date, (p_wish ->> 'last_day')::date, '[]')
  end;
  if exists (
    select from app.appointment_types other
    where other.teacher_id = v_teacher.id and other.handle = v_wish.handle and other.id <> p_type_id
  ) then
    perform app.refuse_fields('another type has this address', jsonb_build_object(
      'handle', 'Another type of yours has this address, perhaps one that was retired.'
    ));
  elsif not exists (
    select from app.schedules schedule where schedule.id = v_wish.schedule_id and schedule.teacher_id = v_teacher.id
  ) then
    perform app.refuse_fields('no such schedule', jsonb_build_object('scheduleId', 'This schedule is not there any more.'));
  elsif upper(v_wish.dates) - 1 > app.today_of(v_teacher) + 730 then
    perform app.refuse_fields('dates too far ahead', jsonb_build_object('lastDay', 'At most two years ahead.'));
  elsif p_version = 0 and (select count(*) from app.appointment_types type where type.teacher_id = v_teacher.id) >= 100 then
    perform app.refuse('LIMIT', 'a hundred types are as many as one teacher can have');
  end if;
  v_asked := app.asked_again(v_teacher.id, '{}', null);
  insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes, version)
  select p_type_id, v_teacher.id, v_wish.schedule_id, v_wish.handle, v_wish.name, v_wish.duration_minutes, v_wish.step_minutes, 0
  where p_version = 0
  on conflict (id) do nothing;
  update app.appointment_types type set
    version = type.version + 1, handle = v_wish.handle, name = v_wish.name, description = v_wish.description,
    schedule_id = v_wish.schedule_id, duration_minutes = v_wish.duration_minutes, other_durations = v_wish.other_durations,
    step_minutes = v_wish.step_minutes, seats = v_wish.seats, buffer_before_minutes = v_wish.buffer_before_minutes,
    buffer_after_minutes = v_wish.buffer_after_minutes, notice_minutes = v_wish.notice_minutes,
    horizon_days = v_wish.horizon_days, dates = v_wish.dates, cutoff_minutes = v_wish.cutoff_minutes,
    hold_minutes = v_wish.hold_minutes, booker_cap = v_wish.booker_cap, day_cap = v_wish.day_cap, week_cap = v_wish.week_cap,
    no_show_limit = v_wish.no_show_limit,
    series_cap = v_wish.series_cap, waitlist = v_wish.waitlist, needs_approval = v_wish.needs_approval, decide_hours = v_wish.decide_hours,
    place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    reminder_minutes = v_wish.reminder_minutes, follow_up_minutes = v_wish.follow_up_minutes,
    follow_up_text = v_wish.follow_up_text, is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
  where type.id = p_type_id and type.teacher_id = v_teacher.id and type.version = p_version and type.retired_at is null
  returning * into v_type;
  if found then
    perform app.resize_appointments(v_teacher.id);
    -- After it, since that locks all of them, in their order.
    perform app.forget_kept(v_asked);
    -- One that is new may be waited for by an opening of all there is.
    perform app.assign_openings(v_teacher.school_id);
  else
    select * into v_type from app.appointment_types type
    where type.id = p_type_id and type.teacher_id = v_teacher.id and type.retired_at is null;
    if not found then
      perform app.refuse('NTFND', 'no such type');
    elsif v_type.version <> p_version + 1 or app.describe_type(v_type) - 'id' - 'version' <> p_wish then
      perform app.refuse('STALE', 'the type was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'type', app.describe_type(v_type), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;

-- Gives a teacher another time zone. Hours and days of their own stay what they are by the clock on the wall, absences keep their
-- instants; so do bookings to come, unless p_moves: then they begin when the new clock shows what the old one did, and each
-- booker is told. Calendars from elsewhere are read again at once: their whole days, and times without a zone, are the new zone's.
-- Saving the same again changes nothing.
-- Gives {version, handle, outside}. Refuses: DNIED, STALE, INVAL for no zone, and as move_bookings does.
create or replace function api.change_zone(p_user_id uuid, p_version integer, p_time_zone text, p_moves boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(change_zone.p_user_id);
begin
  if p_time_zone not in (select name from pg_catalog.pg_timezone_names) then
    perform app.refuse('INVAL', 'no such time zone');
  end if;
  perform app.lock_rules(v_teacher.handle);
  v_teacher := app.find_desk(p_user_id);
  if v_teacher.version = p_version then
    -- Before any seat is locked. Who reads one just now does it by the old clock, and settles nothing any more.
    update app.busy_feeds feed set due_at = now(), claim = null
    where feed.teacher_id = v_teacher.id and v_teacher.time_zone <> p_time_zone;
    if p_moves then
      perform app.move_bookings(v_teacher, p_time_zone);
    else
      perform app.forget_kept(app.asked_again(v_teacher.id, '{}', null));
    end if;
    update app.teachers teacher set version = teacher.version + 1, time_zone = p_time_zone
    where teacher.id = v_teacher.id
    returning * into v_teacher;
  elsif v_teacher.version <> p_version + 1 or v_teacher.time_zone <> p_time_zone then
    perform app.refuse('STALE', 'the zone or the holidays were saved elsewhere');
  end if;
  return jsonb_build_object('version', v_teacher.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;

-- A calendar from elsewhere was read well by who has the claim: its times are these from now on, and no others. Bookings that
-- stand are kept; those that the teacher said to keep are asked about again where it takes their time. It is due again in a
-- quarter of an hour.
-- Where not all of its entries could be read (not p_is_whole), the times that it had stay beside these until they are over or
-- it is read as a whole: one of them may be that of an entry which makes no sense now, and no calendar frees time by failing.
-- Of those that stay the next 5,000 do, so that they are not ever more.
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
  perform app.forget_kept(app.asked_again(v_feed.teacher_id, coalesce((
    select range_agg(tstzrange(listed."from", listed.until))
    from jsonb_to_recordset(p_times) as listed ("from" timestamptz, until timestamptz)
  ), '{}') - coalesce((select range_agg(busy.during) from app.busy_times busy where busy.feed_id = v_feed.id), '{}'), null));
  -- What is still there stays as it is, since most of it is.
  with said as materialized (
    select tstzrange(listed."from", listed.until) as during
    from jsonb_to_recordset(p_times) as listed ("from" timestamptz, until timestamptz)
  ),
  kept as materialized (
    select busy.id from app.busy_times busy
    where not p_is_whole and busy.feed_id = v_feed.id and upper(busy.during) > now()
      and busy.during not in (select said.during from said)
    order by busy.during
    limit 5000
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

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
