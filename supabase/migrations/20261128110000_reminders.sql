-- Reminders before an appointment and a few words after it, the wish for neither, mails that did not arrive; and what a teacher
-- does is told in a turn of its own.

alter table app.appointment_types
  add column reminder_minutes integer[] not null default '{1440,60}'
    constraint appointment_types_have_few_reminders check (
      cardinality(reminder_minutes) <= 4 and 10 <= all (reminder_minutes) and 43200 >= all (reminder_minutes)
    ),
  add column follow_up_minutes integer check (follow_up_minutes between 10 and 43200),
  add column follow_up_text text not null default '' check (length(follow_up_text) <= 1000),
  add constraint appointment_types_follow_up_in_words check (follow_up_minutes is null or follow_up_text <> '');
create index appointment_types_by_reminders on app.appointment_types (reminder_minutes);
create index appointment_types_by_follow_up on app.appointment_types (follow_up_minutes) where (follow_up_minutes is not null);

create index bookings_by_start on app.bookings (lower(during)) where (state = 'confirmed');
create index bookings_by_end on app.bookings (upper(during)) where (state in ('confirmed', 'completed'));

alter table app.mails
  add column bounced_at timestamptz,
  add column starts_at timestamptz,
  add column minutes_before integer;
create unique index mails_remind_once on app.mails (booking_id, starts_at, minutes_before) nulls not distinct
  where (starts_at is not null);
create index mails_of_moves on app.mails (booking_id, created_at) where (kind = 'moved');
create index mails_unreached on app.mails (booking_id)
  where (recipient = 'booker' and (bounced_at is not null or failed_at is not null and attempts >= 8));

-- What is known of an address that mails go to, by its hash alone. Without a row it gets everything.
create table app.mail_wishes (
  addressee uuid primary key,
  -- It asked for neither reminders nor follow-ups.
  unwanted_since timestamptz,
  -- A server said that there is no such address.
  bounced_at timestamptz
);
alter table app.mail_wishes enable row level security;

-- Whether reminders and follow-ups go to an address: neither did it ask for none, nor did a mail to it come back for good.
create function app.wants_reminders(p_email text) returns boolean
language plpgsql stable
as $$
begin
  return not exists (
    select from app.mail_wishes wish
    where wish.addressee = md5(p_email)::uuid and coalesce(wish.unwanted_since, wish.bounced_at) is not null
  );
end
$$;
-- Tells the booker of what their teacher did, as tell_booker does, but in a turn of its own: however much that is, it neither
-- holds up nor refuses what they book themselves.
create function app.tell_by_teacher(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5('teacher ' || tell_by_teacher.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_by_teacher.p_kind, v_addressee);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  perform app.tell_hooks(tell_by_teacher.p_booking_id, tell_by_teacher.p_kind);
end
$$;
-- Takes a booking back whose appointment is locked: its seat is free again, and both sides are told; of what the teacher has
-- cancelled the booker alone, with the reason.
create or replace function app.withdraw_booking(p_booking app.bookings, p_by_teacher boolean, p_reason text) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'cancelled', cancelled_at = now(), cancelled_by_teacher = p_by_teacher, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  if p_by_teacher then
    perform app.tell_by_teacher(p_booking.id, 'cancelled', p_booking.email);
  else
    perform app.enqueue_mails(p_booking.id, 'cancelled', p_booking.email);
  end if;
end
$$;
-- A booking with all that its page and its mails say of it. In PL/pgSQL, which keeps its plan.
create or replace function app.describe_booking(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (select jsonb_build_object(
    'booking_id', p_booking.id,
    'link_version', p_booking.link_version,
    'state', p_booking.state,
    'starts_at', lower(p_booking.during),
    'ends_at', upper(p_booking.during),
    'cancelled_by_teacher', p_booking.cancelled_by_teacher,
    'cancel_reason', p_booking.cancel_reason,
    'decide_until', p_booking.decide_until,
    'decided_at', p_booking.decided_at,
    'has_lapsed', p_booking.has_lapsed,
    'cancel_until', lower(p_booking.during) - make_interval(mins => type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name),
    'place_kind', type.place_kind,
    -- Whose number or room it is, is for who has booked: not for who asks.
    'place', case
      when p_booking.decide_until is null or p_booking.confirmed_at is not null or type.place_kind = 'address' then type.place else ''
    end,
    'follow_up_text', type.follow_up_text,
    'answers', p_booking.answers,
    'series', case when p_booking.series_id is not null then (
      select jsonb_agg(jsonb_build_object(
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state, 'cancelled_at', other.cancelled_at,
        'starts_at', lower(other.during), 'ends_at', upper(other.during), 'moves', other.moves
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone,
    'moves', p_booking.moves,
    'moved_from', p_booking.moved_from,
    'moved_by_teacher', p_booking.moved_by_teacher,
    'is_offered', app.offers_to_move(p_booking, type)
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;
-- Why a reminder or a follow-up is not sent, as its booking stands now; null where it is.
create function app.outdated(p_mail app.mails, p_booking app.bookings) returns text
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
begin
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = p_booking.appointment_id;
  return case
    when p_booking.email is null then 'erased meanwhile'
    when p_booking.state not in ('confirmed', 'completed') then p_booking.state || ' meanwhile'
    when lower(p_booking.during) <> p_mail.starts_at then 'moved meanwhile'
    when p_mail.kind = 'reminder' and lower(p_booking.during) <= now() then 'begun meanwhile'
    when not app.wants_reminders(p_booking.email) then 'not wanted'
    when p_mail.kind = 'reminder' and p_mail.minutes_before <> all (v_type.reminder_minutes)
      or p_mail.kind = 'follow_up' and v_type.follow_up_minutes is null then 'given up by the teacher'
  end;
end
$$;
-- The follow-ups that are due by p_until and not planned yet, of what was not missed; as due_reminders gives them, with no
-- minutes_before. None goes that is late by two hours.
create function app.due_follow_ups(p_until timestamptz)
returns table (booking_id uuid, email text, starts_at timestamptz, minutes_before integer, due_at timestamptz)
language plpgsql stable
as $$
begin
  return query
  with recursive lags as (
    select 0 as minutes
    union all
    select (
      select type.follow_up_minutes from app.appointment_types type
      where type.follow_up_minutes > lags.minutes order by type.follow_up_minutes limit 1
    )
    from lags where lags.minutes is not null
  )
  select booking.id, booking.email::text, lower(booking.during), null::integer, upper(booking.during) + make_interval(mins => lags.minutes)
  from lags
  cross join lateral (
    select each.* from app.bookings each
    where upper(each.during) > now() - make_interval(mins => lags.minutes + 120)
      and upper(each.during) <= p_until - make_interval(mins => lags.minutes)
      and each.state in ('confirmed', 'completed')
    offset 0
  ) as booking
  cross join lateral (
    select type.follow_up_minutes from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = booking.appointment_id
    offset 0
  ) as type
  where lags.minutes > 0 and lags.minutes = type.follow_up_minutes
    and not exists (
      select from app.mails mail
      where mail.booking_id = booking.id and mail.starts_at = lower(booking.during) and mail.minutes_before is null
      offset 0
    )
    and booking.email is not null and app.wants_reminders(booking.email);
end
$$;
-- The reminders that are due by p_until and not planned yet. Whoever booked, or was told of another time, only when one would
-- have gone already gets it no more; nor does one go that is late by half of its time, or by two hours.
create function app.due_reminders(p_until timestamptz)
returns table (booking_id uuid, email text, starts_at timestamptz, minutes_before integer, due_at timestamptz)
language plpgsql stable
as $$
begin
  return query
  -- Each booking is looked at by its indexes (offset 0 keeps it so): however many there are, few are due at once.
  -- What types have of them, from one to the next by the index.
  with recursive kinds as (
    select '{}'::integer[] as minutes
    union all
    select (
      select type.reminder_minutes from app.appointment_types type
      where type.reminder_minutes > kinds.minutes order by type.reminder_minutes limit 1
    )
    from kinds where kinds.minutes is not null
  ),
  leads as (
    select distinct lead.minutes, make_interval(mins => lead.minutes) as before,
      make_interval(mins => least(lead.minutes / 2, 120)) as late
    from kinds cross join unnest(kinds.minutes) as lead (minutes)
  )
  select booking.id, booking.email::text, lower(booking.during), leads.minutes, lower(booking.during) - leads.before
  from leads
  cross join lateral (
    select each.* from app.bookings each
    where lower(each.during) > now() + leads.before - leads.late and lower(each.during) <= p_until + leads.before
      and each.state = 'confirmed' and coalesce(each.confirmed_at, each.created_at) < lower(each.during) - leads.before
    offset 0
  ) as booking
  cross join lateral (
    select type.reminder_minutes from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = booking.appointment_id
    offset 0
  ) as type
  where leads.minutes = any (type.reminder_minutes)
    and not exists (
      select from app.mails mail
      where mail.booking_id = booking.id and mail.starts_at = lower(booking.during) and mail.minutes_before = leads.minutes
      offset 0
    )
    and not exists (
      select from app.mails mail
      where mail.booking_id = booking.id and mail.kind = 'moved' and mail.created_at >= lower(booking.during) - leads.before
      offset 0
    )
    and booking.email is not null and app.wants_reminders(booking.email);
end
$$;
-- Has a teacher's bookings to come begin at the same time by the clock of another zone: all or none, and each booker is told.
-- A seat that is only held stays at the time that was shown. Refuses: LIMIT above 2,000 bookings, CLOSD where one would have begun by then, TAKEN while
-- somebody holds a seat in one that moves or a time that one needs, CLASH where two would overlap or a student be in two places.
create or replace function app.move_bookings(p_teacher app.teachers, p_time_zone text) returns void
language plpgsql
as $$
declare
  v_standing uuid[];
  v_moving uuid[];
begin
  -- What is freed by that is offered to nobody: it would be in the way at once.
  perform set_config('firstbell.offers', 'off', true);
  if (
    select count(*)
    from app.appointments appointment
    join app.bookings booking on booking.appointment_id = appointment.id and booking.state in ('pending', 'confirmed')
    where appointment.teacher_id = p_teacher.id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
  ) > 2000 then
    perform app.refuse('LIMIT', 'more than two thousand bookings to come');
  end if;
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. Who confirms a hold only now has not been
  -- waited for: nothing is locked after the seats.
  perform app.lock_booker(known.email) from (
    select distinct booking.email
    from app.appointments appointment
    join app.bookings booking on booking.appointment_id = appointment.id and booking.state in ('pending', 'confirmed')
    where appointment.teacher_id = p_teacher.id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    order by booking.email
  ) as known;
  v_standing := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = p_teacher.id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    order by appointment.id
    for update
  );
  perform app.free_lapsed_holds(p_teacher.id, tstzrange(now(), null));
  v_moving := array(
    select appointment.id from app.appointments appointment
    where appointment.id = any (v_standing)
      and appointment.cancelled_at is null and appointment.held_until is null and appointment.starts_at > now()
      and app.instant_at(appointment.starts_at at time zone p_teacher.time_zone, p_time_zone) <> appointment.starts_at
  );
  if exists (select from app.bookings booking where booking.appointment_id = any (v_moving) and booking.state = 'held') then
    perform app.refuse('TAKEN', 'somebody holds a seat in one of them');
  end if;

  -- Out of the way first, since one may move to where the next one stood: the law looks at each row by itself.
  update app.bookings booking
  set during = 'empty', moved_from = case when booking.state in ('pending', 'confirmed') then lower(booking.during) else booking.moved_from end
  where booking.appointment_id = any (v_moving);
  update app.appointments appointment
  set cancelled_at = now(), starts_at = appointment.starts_at + shift.by, ends_at = appointment.ends_at + shift.by,
      busy = tstzrange(lower(appointment.busy) + shift.by, upper(appointment.busy) + shift.by)
  from (
    select each.id, app.instant_at(each.starts_at at time zone p_teacher.time_zone, p_time_zone) - each.starts_at as by
    from app.appointments each where each.id = any (v_moving)
  ) as shift
  where appointment.id = shift.id;
  perform app.require_room(p_teacher.id, v_moving);

  update app.appointments appointment set cancelled_at = null where appointment.id = any (v_moving);
  update app.bookings booking
  set during = tstzrange(appointment.starts_at, appointment.ends_at),
      moves = booking.moves + (booking.state in ('pending', 'confirmed'))::integer,
      moved_at = case when booking.state in ('pending', 'confirmed') then now() else booking.moved_at end,
      moved_by_teacher = booking.moved_by_teacher or booking.state in ('pending', 'confirmed'),
      decide_until = case when booking.state = 'pending' then least(booking.decide_until, appointment.starts_at) else booking.decide_until end
  from app.appointments appointment
  where appointment.id = booking.appointment_id and appointment.id = any (v_moving);
  perform app.tell_by_teacher(told.id, 'moved', told.email) from (
    select booking.id, booking.email from app.bookings booking
    where booking.appointment_id = any (v_moving) and booking.state in ('pending', 'confirmed')
    order by booking.during, booking.id
  ) as told;
end
$$;
-- Whether a mail to the booker of this booking did not arrive, or was given up.
create function app.is_unreached(p_booking_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.booking_id = p_booking_id and mail.recipient = 'booker'
      and (mail.bounced_at is not null or mail.failed_at is not null and mail.attempts >= 8)
  );
end
$$;
-- A booking as those see it who have charge of it, with all that its row opens to.
create or replace function app.describe_listed(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'id', p_booking.id, 'state', p_booking.state, 'starts_at', lower(p_booking.during), 'ends_at', upper(p_booking.during),
      'teacher', teacher.name, 'time_zone', teacher.time_zone, 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
      'name', p_booking.name, 'email', p_booking.email, 'answers', p_booking.answers,
      'booked_at', coalesce(p_booking.confirmed_at, p_booking.created_at),
      'decide_until', p_booking.decide_until, 'decided_at', p_booking.decided_at, 'has_lapsed', p_booking.has_lapsed,
      'cancelled_at', p_booking.cancelled_at, 'cancelled_by_teacher', p_booking.cancelled_by_teacher,
      'cancel_reason', p_booking.cancel_reason, 'is_unreached', app.is_unreached(p_booking.id),
      'moved_at', p_booking.moved_at, 'moved_from', p_booking.moved_from, 'moved_by_teacher', p_booking.moved_by_teacher,
      'series', case when p_booking.series_id is not null then (
        select jsonb_build_object(
          'nth', count(*) filter (where (other.during, other.id) <= (p_booking.during, p_booking.id)), 'of', count(*)
        )
        from app.bookings other where other.series_id = p_booking.series_id
      ) end
    )
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where appointment.id = p_booking.appointment_id
  );
end
$$;
-- A type as its desk shows and saves it.
create or replace function app.describe_type(p_type app.appointment_types) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_type.id, 'version', p_type.version, 'handle', p_type.handle, 'name', p_type.name, 'description', p_type.description,
    'schedule_id', p_type.schedule_id, 'duration_minutes', p_type.duration_minutes, 'other_durations', p_type.other_durations,
    'step_minutes', p_type.step_minutes, 'seats', p_type.seats, 'buffer_before_minutes', p_type.buffer_before_minutes,
    'buffer_after_minutes', p_type.buffer_after_minutes, 'notice_minutes', p_type.notice_minutes,
    'horizon_days', p_type.horizon_days, 'first_day', lower(p_type.dates), 'last_day', upper(p_type.dates) - 1,
    'cutoff_minutes', p_type.cutoff_minutes, 'hold_minutes', p_type.hold_minutes, 'booker_cap', p_type.booker_cap,
    'day_cap', p_type.day_cap, 'week_cap', p_type.week_cap, 'series_cap', p_type.series_cap,
    'needs_approval', p_type.needs_approval, 'decide_hours', p_type.decide_hours, 'place_kind', p_type.place_kind,
    'place', p_type.place, 'questions', p_type.questions, 'is_hidden', p_type.is_hidden, 'colour', p_type.colour,
    'position', p_type.position, 'reminder_minutes', p_type.reminder_minutes,
    'follow_up_minutes', p_type.follow_up_minutes, 'follow_up_text', p_type.follow_up_text
  )
$$;
-- A teacher's own calendar of the days [p_from, p_until), at most 62: what is offered, what is in the way and what is booked.
-- Gives {time_zone, today, holidays: [{day, name, is_off}], schedules, absences: [{id, version, starts_at, ends_at, note}],
-- busy: [{id, starts_at, ends_at, note, feed}], appointments}. A schedule is as api.open_rules has it, with days: [{day, spans,
-- is_own}]; an appointment is {id, starts_at, ends_at, type, colour, seats, bookings: [{id, state, name, email, is_unreached}]},
-- and holds are nobody's business. At most 2,000 of each. Refuses: DNIED.
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
        'note', outer_time.note, 'feed', outer_time.feed
      ) order by outer_time.during, outer_time.id), '[]')
      from (
        select busy.id, busy.during, busy.note, feed.name as feed
        from app.busy_times busy
        cross join lateral (select each.name from app.busy_feeds each where each.id = busy.feed_id offset 0) as feed
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
-- Makes an appointment type under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept.
-- p_wish is what app.describe_type gives, without id and version. Saving the same again, as one does who never got the answer,
-- changes nothing.
-- Gives {type, handle, outside}. Refuses: DNIED, NTFND, STALE, LIMIT, INVAL where another type has its handle or the
-- schedule is another teacher's.
create or replace function api.save_type(p_user_id uuid, p_type_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_type.p_user_id);
  v_wish app.appointment_types := jsonb_populate_record(null::app.appointment_types, p_wish);
  v_type app.appointment_types;
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
  elsif p_version = 0 and (select count(*) from app.appointment_types type where type.teacher_id = v_teacher.id) >= 100 then
    perform app.refuse('LIMIT', 'a hundred types are as many as one teacher can have');
  end if;
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
    series_cap = v_wish.series_cap, needs_approval = v_wish.needs_approval, decide_hours = v_wish.decide_hours,
    place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    reminder_minutes = v_wish.reminder_minutes, follow_up_minutes = v_wish.follow_up_minutes,
    follow_up_text = v_wish.follow_up_text, is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
  where type.id = p_type_id and type.teacher_id = v_teacher.id and type.version = p_version and type.retired_at is null
  returning * into v_type;
  if found then
    perform app.resize_appointments(v_teacher.id);
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
-- Enqueues up to p_limit of the reminders and follow-ups that are due within two minutes: one a minute to an address, each
-- once. What holds of a booking is looked at again when they are sent. Gives how many; 0 while another does it.
create function api.plan_reminders(p_limit integer) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_until timestamptz := now() + interval '2 minutes';
  v_due record;
  v_addressee uuid;
  v_planned_at timestamptz;
  v_planned integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('reminders', 11)) then
    return 0;
  end if;
  for v_due in
    select found.*
    from (
      select reminder.*, 'reminder' as kind from app.due_reminders(v_until) as reminder
      union all
      select follow_up.*, 'follow_up' from app.due_follow_ups(v_until) as follow_up
    ) as found
    order by found.due_at, found.booking_id
    limit plan_reminders.p_limit
  loop
    v_addressee := md5('reminders ' || v_due.email)::uuid;
    v_planned_at := greatest(v_due.due_at, app.mail_turn('reminder', v_addressee));
    insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at, starts_at, minutes_before)
    values (
      v_due.booking_id, v_due.kind::app.mail_kind, 'booker', v_addressee, v_planned_at, v_planned_at, v_due.starts_at,
      v_due.minutes_before
    );
    v_planned := v_planned + 1;
  end loop;
  return v_planned;
end
$$;
-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, and all its series with it, a reminder of what is not so any more, and an invitation that was
-- revoked, or whose opening is over, are not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation}], one of the last two null.
-- Why news of a booking is not sent, as it stands now; null where it is still so.
create function app.overtaken(p_mail app.mails, p_booking app.bookings) returns text
language plpgsql stable
as $$
begin
  return case
    when p_mail.kind in ('reminder', 'follow_up') then app.outdated(p_mail, p_booking)
    when p_mail.kind <> 'cancelled' and p_booking.state = 'cancelled' and not (p_mail.kind = 'confirmed' and exists (
      select from app.bookings other where other.series_id = p_booking.series_id and other.state = 'confirmed'
    )) then 'cancelled meanwhile'
    -- The later one tells the booker too, and the teacher unless it is of their own doing.
    when p_mail.kind = 'moved' and p_mail.created_at < p_booking.moved_at
      and (p_mail.recipient = 'booker' or not p_booking.moved_by_teacher) then 'moved again meanwhile'
    when p_mail.kind = 'requested' and (p_booking.state <> 'pending' or p_booking.decide_until <= now())
      or p_mail.kind = 'moved' and p_booking.state = 'declined' then 'decided meanwhile'
  end;
end
$$;

create or replace function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_taken jsonb;
  v_given_up integer;
begin
  loop
    with due as (
      select mail.id, case
        when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
        when booking.id is not null then app.overtaken(mail, booking)
        when invitation.revoked_at is not null then 'revoked meanwhile'
        when exists (
          select from app.openings opening
          where opening.id = invitation.opening_id and (opening.ended_at is not null or opening.closes_at <= now())
        ) then 'over meanwhile'
      end as given_up
      from app.mails mail
      left join app.bookings booking on booking.id = mail.booking_id
      left join app.invitations invitation on invitation.id = mail.invitation_id
      where mail.sent_at is null and mail.failed_at is null and mail.due_at <= now()
      order by mail.due_at
      limit take_mails.p_limit
      for update of mail skip locked
    ),
    given_up as (
      update app.mails mail set failed_at = now(), error = due.given_up
      from due where mail.id = due.id and due.given_up is not null
      returning mail.id
    ),
    taken as (
      update app.mails mail
      set attempts = mail.attempts + 1,
          due_at = now() + make_interval(secs => take_mails.p_lease_seconds * power(2, least(mail.attempts, 10)))
      from due where mail.id = due.id and due.given_up is null
      returning mail.*
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', taken.id, 'kind', taken.kind, 'recipient', taken.recipient, 'created_at', taken.created_at,
      'booking', case when booking.id is not null then app.describe_booking(booking) end,
      'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end
    ) order by taken.created_at), '[]'), (select count(*) from given_up)
    into v_taken, v_given_up
    from taken
    left join app.bookings booking on booking.id = taken.booking_id
    left join app.invitations invitation on invitation.id = taken.invitation_id;
    -- Behind those that are given up more may be due.
    exit when v_taken <> '[]' or v_given_up = 0;
  end loop;
  return v_taken;
end
$$;
-- A mail did not arrive, as its server said at once or later: it is not sent again. p_gone: there is no such address, which then
-- gets no more reminders. Said again, it changes nothing. Refuses: NTFND.
create function api.bounce_mail(p_mail_id uuid, p_gone boolean, p_why text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_mail app.mails;
begin
  update app.mails mail
  set bounced_at = now(), error = left(bounce_mail.p_why, 200),
      failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end
  where mail.id = bounce_mail.p_mail_id and mail.bounced_at is null
  returning * into v_mail;
  if found and p_gone then
    insert into app.mail_wishes as wish (addressee, bounced_at)
    select md5(known.email)::uuid, now()
    from (
      select booking.email from app.bookings booking where booking.id = v_mail.booking_id and v_mail.recipient = 'booker'
      union all
      select invitation.email from app.invitations invitation where invitation.id = v_mail.invitation_id
      union all
      select wait.email from app.waits wait where wait.id = v_mail.wait_id
      union all
      select booker.email from app.bookers booker where booker.id = v_mail.booker_id
    ) as known
    -- Who was erased meanwhile is nobody.
    where known.email is not null and known.email not like 'erased %'
    on conflict (addressee) do update set bounced_at = now();
  elsif not found and not exists (select from app.mails mail where mail.id = bounce_mail.p_mail_id) then
    perform app.refuse('NTFND', 'no such mail');
  end if;
end
$$;
-- Whether an address gets reminders and follow-ups, and whether mails to it came back: {wanted, bounced}.
create function api.get_mail_wish(p_addressee uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_wish app.mail_wishes;
begin
  select * into v_wish from app.mail_wishes wish where wish.addressee = get_mail_wish.p_addressee;
  return jsonb_build_object('wanted', v_wish.unwanted_since is null, 'bounced', v_wish.bounced_at is not null);
end
$$;
-- Has an address get reminders and follow-ups, or none. Who wants them says with it that mails do arrive. Twice is once. Gives
-- what get_mail_wish gives.
create function api.save_mail_wish(p_addressee uuid, p_wanted boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into app.mail_wishes as wish (addressee, unwanted_since)
  values (save_mail_wish.p_addressee, case when not p_wanted then now() end)
  on conflict (addressee) do update set
    unwanted_since = case when not p_wanted then coalesce(wish.unwanted_since, now()) end,
    bounced_at = case when not p_wanted then wish.bounced_at end;
  return api.get_mail_wish(save_mail_wish.p_addressee);
end
$$;

revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
