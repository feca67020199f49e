-- A desk tells of calendars from elsewhere that are broken, and of bookings that lie outside of what is offered.
-- Whether a calendar from elsewhere could not be read twice in a row. Once is mended by the next try, more often than not.
create function app.is_broken(p_feed app.busy_feeds) returns boolean
language sql immutable
return (p_feed).failures > 1;

-- What the desk opens with: the teacher, whether any hours are said, what waits for an answer, how many of their calendars from
-- elsewhere are broken, and how many bookings lie outside of what is offered, as app.outside has them. Refuses: DNIED.
create or replace function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'has_hours', app.has_hours_ahead(v_teacher),
    'requests', app.requests_of(v_teacher.id),
    'broken_feeds', (select count(*) from app.busy_feeds feed where feed.teacher_id = v_teacher.id and app.is_broken(feed)),
    'outside', jsonb_array_length(app.outside(v_teacher.id))
  );
end
$$;

-- A teacher's own calendar of the days [p_from, p_until), at most 62: what is offered, what is in the way and what is booked.
-- Gives {time_zone, today, holidays: [{day, name, is_off}], schedules, absences: [{id, version, starts_at, ends_at, note}],
-- busy: [{id, starts_at, ends_at, note, feed, unread_since}], appointments}, unread_since being when a calendar from elsewhere that
-- is broken was read last, and else null. A schedule is as api.open_rules has it, with days: [{day, spans, is_own}]; an appointment
-- is {id, starts_at, ends_at, type, colour, seats, bookings: [{id, state, name, email, is_unreached}]}, and holds are nobody's
-- business. At most 2,000 of each. Refuses: DNIED.
create or replace function api.open_calendar(p_user_id uuid, p_from date, p_until date) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_calendar.p_user_id);
  v_until date := greatest(p_from, least(p_until, p_from + 62));
  v_shown tstzrange := tstzrange(
    p_from::timestamp at time zone v_teacher.time_zone, v_until::timestamp at time zone v_teacher.time_zone
  );
begin
  return jsonb_build_object(
    'time_zone', v_teacher.time_zone, 'today', app.today_of(v_teacher),
    'holidays', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'day', holiday.day, 'name', holiday.name, 'is_off', holiday.name <> all (v_teacher.worked_holidays)
      ) order by holiday.day, holiday.name), '[]')
      from app.holidays holiday
      where holiday.region = v_teacher.holiday_region and holiday.day >= p_from and holiday.day < v_until
    ),
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) || jsonb_build_object(
        'days', app.hours_by_day(v_teacher, schedule.id, p_from, v_until)
      ) order by schedule.is_usual desc, schedule.name, schedule.id), '[]')
      from app.schedules schedule where schedule.teacher_id = v_teacher.id
    ),
    'absences', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', busy.id, 'version', busy.version, 'starts_at', lower(busy.during), 'ends_at', upper(busy.during), 'note', busy.note
      ) order by busy.during, busy.id), '[]')
      from app.busy_times busy
      where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && v_shown
    ),
    'busy', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', outer_time.id, 'starts_at', lower(outer_time.during), 'ends_at', upper(outer_time.during),
        'note', outer_time.note, 'feed', outer_time.feed, 'unread_since', outer_time.unread_since
      ) order by outer_time.during, outer_time.id), '[]')
      from (
        select busy.id, busy.during, busy.note, feed.name as feed, feed.unread_since
        from app.busy_times busy
        cross join lateral (
          select each.name, case when app.is_broken(each) then each.read_at end as unread_since
          from app.busy_feeds each where each.id = busy.feed_id offset 0
        ) as feed
        where busy.teacher_id = v_teacher.id and busy.feed_id is not null and busy.during && v_shown
        order by busy.during
        limit 2000
      ) as outer_time
    ),
    'appointments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', taken.id, 'starts_at', taken.starts_at, 'ends_at', taken.ends_at,
        'type', taken.type, 'colour', taken.colour, 'seats', taken.seats, 'bookings', taken.bookings
      ) order by taken.starts_at), '[]')
      from (
        select appointment.id, appointment.starts_at, appointment.ends_at, appointment.seats,
          type.name as type, type.colour, booked.bookings
        from app.appointments appointment
        cross join lateral (
          select each.name, each.colour from app.appointment_types each where each.id = appointment.appointment_type_id offset 0
        ) as type
        cross join lateral (
          select jsonb_agg(jsonb_build_object(
            'id', booking.id, 'state', booking.state, 'name', booking.name, 'email', booking.email,
            'is_unreached', app.is_unreached(booking.id)
          ) order by booking.name) as bookings
          from app.bookings booking
          where booking.appointment_id = appointment.id
            and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
        ) as booked
        where appointment.teacher_id = v_teacher.id and appointment.cancelled_at is null
          -- The index knows the time with its buffers; what counts here is the lesson itself.
          and appointment.busy && v_shown and tstzrange(appointment.starts_at, appointment.ends_at) && v_shown
          and booked.bookings is not null
        order by appointment.starts_at
        limit 2000
      ) as taken
    )
  );
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
