-- The hours page has the whole of availability: a usual schedule can be chosen, absences have versions, and a teacher's zone can
-- change, by which bookings may move.

alter type app.mail_kind add value if not exists 'moved';
alter table app.busy_times add column version integer not null default 1;
alter table app.bookings
  add column moves app.count not null default 0,
  add column moved_from timestamptz;

drop function api.save_hours(uuid, integer, jsonb);
drop function api.save_absence(uuid, uuid, timestamptz, timestamptz, text);

-- When the clocks of a zone show that: the earlier time where they do twice, and as much after a gap as it lies in one.
create or replace function app.instant_at(p_wall timestamp, p_zone text) returns timestamptz
language sql stable
as $$
  select case
    when (p_wall - before.ahead) at time zone 'UTC' at time zone p_zone = p_wall then (p_wall - before.ahead) at time zone 'UTC'
    else p_wall at time zone p_zone
  end
  from (
    select (p_wall - interval '24 hours') at time zone 'UTC' at time zone p_zone - (p_wall - interval '24 hours') as ahead
  ) as before
$$;
-- Tells the booker, in the transaction that gives the reason. The address was typed by anybody, so it gets one mail a minute
-- at most, the first at once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a
-- cancellation is told all the same.
create or replace function app.tell_booker(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(tell_booker.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_booker.p_kind, v_addressee);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_booker.p_booking_id, tell_booker.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
end
$$;
-- Tells both sides, in the transaction that gives the reason: the booker in their turn, the teacher at once. Refuses: SLOWD.
create or replace function app.enqueue_mails(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
begin
  perform app.tell_booker(enqueue_mails.p_booking_id, enqueue_mails.p_kind, enqueue_mails.p_email);
  insert into app.mails (booking_id, kind, recipient)
  values (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher');
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
    'cancel_until', lower(p_booking.during) - make_interval(mins => type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name),
    'place_kind', type.place_kind,
    'place', type.place,
    'answers', p_booking.answers,
    'series', case when p_booking.series_id is not null then (
      select jsonb_agg(jsonb_build_object(
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state,
        'starts_at', lower(other.during), 'ends_at', upper(other.during)
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone,
    'moves', p_booking.moves,
    'moved_from', p_booking.moved_from
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;
-- That appointments which are on their way to other times fit there, beside each other and beside all that stands.
-- Refuses: CLOSD, TAKEN, CLASH.
create or replace function app.require_room(p_teacher_id uuid, p_moving uuid[]) returns void
language plpgsql
as $$
declare
  v_in_way app.appointments;
begin
  if exists (select from app.appointments moving where moving.id = any (p_moving) and moving.starts_at <= now()) then
    perform app.refuse('CLOSD', 'one would have begun');
  end if;
  select standing.* into v_in_way
  from app.appointments moving
  join app.appointments standing
    on standing.teacher_id = p_teacher_id and standing.busy && moving.busy and standing.cancelled_at is null
  where moving.id = any (p_moving)
  order by standing.held_until nulls first limit 1;
  if v_in_way.held_until is not null then
    perform app.refuse('TAKEN', 'somebody holds a time that one needs');
  elsif v_in_way.id is not null or exists (
    select
    from app.appointments moving
    join app.appointments other on other.id = any (p_moving) and other.id < moving.id and other.busy && moving.busy
    where moving.id = any (p_moving)
  ) then
    perform app.refuse('CLASH', 'two would overlap');
  elsif exists (
    select
    from app.appointments moving
    join app.bookings booking on booking.appointment_id = moving.id and booking.state in ('pending', 'confirmed')
    join app.bookings elsewhere
      on elsewhere.student = booking.student and elsewhere.during && tstzrange(moving.starts_at, moving.ends_at)
      and elsewhere.state in ('pending', 'confirmed')
    where moving.id = any (p_moving)
  ) then
    perform app.refuse('CLASH', 'a student would be in two places');
  end if;
end
$$;
-- Has a teacher's bookings to come begin at the same time by the clock of another zone: all or none, and each booker is told.
-- A seat that is only held stays at the time that was shown. Refuses: CLOSD where one would have begun by then, TAKEN while
-- somebody holds a seat in one that moves or a time that one needs, CLASH where two would overlap or a student be in two places.
create or replace function app.move_bookings(p_teacher app.teachers, p_time_zone text) returns void
language plpgsql
as $$
declare
  v_standing uuid[];
  v_moving uuid[];
begin
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
      moves = booking.moves + (booking.state in ('pending', 'confirmed'))::integer
  from app.appointments appointment
  where appointment.id = booking.appointment_id and appointment.id = any (v_moving);
  perform app.tell_booker(told.id, 'moved', told.email) from (
    select booking.id, booking.email from app.bookings booking
    where booking.appointment_id = any (v_moving) and booking.state in ('pending', 'confirmed')
    order by booking.during, booking.id
  ) as told;
end
$$;
-- What the desk opens with: the teacher and the usual weekly hours. Refuses: DNIED.
create or replace function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
  v_usual app.schedules;
begin
  select * into v_usual from app.schedules schedule where schedule.teacher_id = v_teacher.id and schedule.is_usual;
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'spans', app.hours_of(v_usual.id)
  );
end
$$;
-- All that decides when a teacher can be booked, for the desk. Holidays and absences from today on.
-- Gives {handle, time_zone, version, holiday_region, worked_holidays, holidays: [{day, name}], schedules,
-- absences: [{id, starts_at, ends_at, note, version}], outside, coming, next_at}: the last two are how many bookings are to
-- come, and when the first of them begins. Refuses: DNIED.
create or replace function api.open_rules(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_rules.p_user_id);
  v_coming integer;
  v_next_at timestamptz;
begin
  select count(*), min(appointment.starts_at) into v_coming, v_next_at
  from app.appointments appointment
  join app.bookings booking on booking.appointment_id = appointment.id and booking.state in ('pending', 'confirmed')
  where appointment.teacher_id = v_teacher.id
    and appointment.busy && tstzrange(now(), null)
    and appointment.cancelled_at is null
    and appointment.starts_at > now();
  return jsonb_build_object(
    'handle', v_teacher.handle, 'time_zone', v_teacher.time_zone, 'version', v_teacher.version,
    'holiday_region', v_teacher.holiday_region, 'worked_holidays', v_teacher.worked_holidays,
    'holidays', (
      select coalesce(jsonb_agg(jsonb_build_object('day', holiday.day, 'name', holiday.name) order by holiday.day, holiday.name), '[]')
      from app.holidays holiday
      where holiday.region = v_teacher.holiday_region
        and holiday.day >= app.today_of(v_teacher)
    ),
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name, schedule.id), '[]')
      from app.schedules schedule where schedule.teacher_id = v_teacher.id
    ),
    'absences', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', busy.id, 'starts_at', lower(busy.during), 'ends_at', upper(busy.during), 'note', busy.note,
        'version', busy.version
      ) order by busy.during, busy.id), '[]')
      from app.busy_times busy
      where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
    ),
    'outside', app.outside(v_teacher.id), 'coming', v_coming, 'next_at', v_next_at
  );
end
$$;
-- Gives a teacher another time zone. Hours and days of their own stay what they are by the clock on the wall, absences keep their
-- instants; so do bookings to come, unless p_moves: then they begin when the new clock shows what the old one did, and each
-- booker is told. Saving the same again changes nothing.
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
    if p_moves then
      perform app.move_bookings(v_teacher, p_time_zone);
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
-- Takes a schedule away that no type has; what is offered no longer has the usual one then. Twice is once.
-- Gives {handle, outside}. Refuses: DNIED, INVAL for the usual one and for one that types have.
create or replace function api.drop_schedule(p_user_id uuid, p_schedule_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_schedule.p_user_id);
  v_usual uuid;
begin
  perform app.lock_rules(v_teacher.handle);
  v_usual := app.usual_schedule(v_teacher.id);
  if p_schedule_id = v_usual then
    perform app.refuse('INVAL', 'the usual schedule stays');
  elsif exists (
    select from app.appointment_types type
    where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id and type.retired_at is null
  ) then
    perform app.refuse('INVAL', 'types have this schedule');
  end if;
  update app.appointment_types type set schedule_id = v_usual, version = type.version + 1
  where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id;
  delete from app.schedules schedule where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- Notes that a teacher is away for some time, under an id that the form has made (p_version 0), or changes what was noted.
-- Bookings that stand are kept. Saving the same again changes nothing.
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
-- Makes a schedule under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept. Saving the
-- same again, as one does who never got the answer, changes nothing.
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
begin
  perform app.lock_rules(v_teacher.handle);
  if p_version = 0 and (select count(*) from app.schedules schedule where schedule.teacher_id = v_teacher.id) >= 20 then
    perform app.refuse('LIMIT', 'twenty schedules are as many as one teacher can have');
  end if;
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
-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, or an invitation that was revoked meanwhile, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation}], one of the last two null.
create or replace function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  with due as (
    select mail.id, case
      when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
      when mail.kind <> 'cancelled' and booking.state = 'cancelled' then 'cancelled meanwhile'
      when invitation.revoked_at is not null then 'revoked meanwhile'
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
  ) order by taken.created_at), '[]')
  from taken
  left join app.bookings booking on booking.id = taken.booking_id
  left join app.invitations invitation on invitation.id = taken.invitation_id
$$;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
