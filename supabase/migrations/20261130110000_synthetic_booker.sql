-- A booker that is nobody books and cancels once a minute, at a school that is in no directory, so that one learns by it before
-- people do that nothing can be booked.
alter table app.schools add column is_synthetic boolean not null default false;
create unique index schools_are_synthetic_once on app.schools (is_synthetic) where (is_synthetic);


-- What the synthetic booker came to, minute by minute. A minute that is not here was missed.
create table app.synthetic_rounds (
  minute timestamptz primary key check (minute = date_trunc('minute', minute)),
  -- Of the requests that it makes, so that what it leaves behind can be found.
  id uuid not null default gen_random_uuid(),
  -- Null while it runs, and of one that never came back.
  ended_at timestamptz,
  duration_ms integer check (duration_ms >= 0),
  -- Where it could not go on, and by which code; null for one that booked and cancelled.
  failed_at text check (failed_at in ('list', 'hold', 'book', 'cancel')),
  code text check (length(code) between 1 and 20),
  constraint synthetic_rounds_fail_with_a_code check ((failed_at is null) = (code is null))
);

alter table app.synthetic_rounds enable row level security;
revoke all on app.synthetic_rounds from public;

-- How long something is kept of which a person can be known, from its end on: the whole of what docs/privacy.md promises.
create or replace function app.retention_of(p_kind text) returns interval
language sql immutable
return case p_kind
  -- Who booked, and what they answered.
  when 'booking' then interval '400 days'
  -- What a request was answered, to be answered again.
  when 'answer' then interval '30 days'
  when 'mail' then interval '90 days'
  -- One that nobody confirmed, and its request.
  when 'hold' then interval '7 days'
  -- Who was invited to an opening that is over.
  when 'invitation' then interval '90 days'
  -- Who waited for a time, from when they began to.
  when 'wait' then interval '90 days'
  -- What the synthetic booker came to, which is of nobody.
  when 'round' then interval '7 days'
  -- Who changed what.
  when 'trail' then interval '3 years'
end;

-- Whether a booking is the synthetic booker's: of an address that cannot be anybody's, and at the school that nobody else
-- books at. Anybody may type such an address, and it costs no other booking a look.
create function app.is_synthetic(p_booking_id uuid, p_email text) returns boolean
language plpgsql stable
as $$
begin
  if p_email is null or p_email not like '%.invalid' then
    return false;
  end if;
  return exists (
    select from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    join app.schools school on school.id = teacher.school_id
    where booking.id = is_synthetic.p_booking_id and school.is_synthetic
  );
end
$$;

-- Notes that a booking was cancelled, moved, decided, or marked by whether its booker came: a trigger. Whoever does so at no desk
-- is the booker; who decides there, the teacher by the link of a mail, and nobody where it ran out.
create or replace function app.note_booking() returns trigger
language plpgsql
as $$
declare
  v_verb constant text := case
    when new.cancelled_at is distinct from old.cancelled_at then 'cancelled'
    when new.moves > old.moves then 'moved'
    when old.state = 'pending' then 'decided'
    else 'marked'
  end;
  v_before jsonb := jsonb_build_object('state', old.state);
  v_after jsonb := jsonb_build_object('state', new.state);
begin
  if v_verb = 'moved' then
    v_before := jsonb_build_object('starts_at', new.moved_from);
    v_after := jsonb_build_object('starts_at', lower(new.during));
  end if;
  perform app.note_change(
    v_verb, teacher.school_id, teacher.id, 'booking', new.id, v_before, v_after,
    case when v_verb in ('cancelled', 'decided') then new.cancel_reason end,
    case when new.has_lapsed then 'system' when v_verb = 'decided' then 'teacher' else 'booker' end
  )
  from app.appointments appointment
  join app.teachers teacher on teacher.id = appointment.teacher_id
  where appointment.id = new.appointment_id and not app.is_synthetic(new.id, new.email);
  return null;
end
$$;

-- Tells the booker, in their turn, and the teacher's programs, in the transaction that gives the reason. Refuses: SLOWD.
create or replace function app.tell_booker(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(tell_booker.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_booker.p_kind, v_addressee);
begin
  if app.is_synthetic(tell_booker.p_booking_id, tell_booker.p_email) then
    return;
  end if;
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_booker.p_booking_id, tell_booker.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  perform app.tell_hooks(tell_booker.p_booking_id, tell_booker.p_kind);
end
$$;

-- Tells both sides, in the transaction that gives the reason: the booker in their turn, the teacher at once. Refuses: SLOWD.
create or replace function app.enqueue_mails(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
begin
  perform app.tell_booker(enqueue_mails.p_booking_id, enqueue_mails.p_kind, enqueue_mails.p_email);
  insert into app.mails (booking_id, kind, recipient)
  select enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher'
  where not app.is_synthetic(enqueue_mails.p_booking_id, enqueue_mails.p_email);
end
$$;

-- Deletes all that was booked with the synthetic booker's teacher, whatever became of it and whoever found them, and the requests
-- of the rounds of the last hour.
create function app.sweep_synthetic() returns void
language plpgsql
as $$
declare
  v_teacher_id uuid := (
    select teacher.id from app.teachers teacher
    join app.schools school on school.id = teacher.school_id
    where school.is_synthetic
  );
  -- Standing and given back have an index each.
  v_appointments uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id in (
      select standing.id from app.appointments standing where standing.teacher_id = v_teacher_id and standing.cancelled_at is null
      union all
      select gone.id from app.appointments gone where gone.teacher_id = v_teacher_id and gone.cancelled_at is not null
    )
    order by appointment.id for update
  );
begin
  delete from app.requests request
  where request.key = any (array(
    select round.id || step from app.synthetic_rounds round, unnest(array['-hold', '-book']) as step
    where round.minute > now() - interval '1 hour'
  ));
  delete from app.bookings booking where booking.appointment_id = any (v_appointments);
  delete from app.appointments appointment where appointment.id = any (v_appointments);
end
$$;

-- Laws of what people were told, and of whose turn it was, of these bookings.
create or replace function app.broken_promises(p_bookings uuid[]) returns table (law text, broken bigint)
language sql stable
as $$
  with touched as materialized (
    select booking.* from app.bookings booking where booking.id = any (p_bookings)
  ),
  -- Which mails there have to be of what has just happened; those from long ago may be forgotten by now.
  owed as materialized (
    select booking.id, booking.series_id, booking.email, due.kind
    from touched booking
    cross join lateral (
      values
        ('confirmed', booking.state = 'confirmed', booking.confirmed_at),
        ('cancelled', booking.state = 'cancelled', booking.cancelled_at),
        ('moved', booking.moves > 0, booking.moved_at),
        ('requested', booking.state = 'pending', booking.created_at)
    ) as due (kind, is_due, since)
    -- Who was erased is written to no more, and the synthetic booker never.
    where due.is_due and due.since > now() - interval '2 days' and booking.email is not null
      and not app.is_synthetic(booking.id, booking.email)
  )
  select 'what was answered as booked is not there', count(*)
  from unnest(p_bookings) as answered (id) where not exists (select from touched where touched.id = answered.id)
  union all
  -- By the address, in either of its two turns: of a booking alone there is no index, which every booking would pay for.
  select 'a booking lacks its mail', count(*)
  from owed
  where not exists (
    select from app.mails mail
    where mail.addressee = any (array[md5(owed.email)::uuid, md5('teacher ' || owed.email)::uuid])
      and mail.kind = owed.kind::app.mail_kind
      and (mail.booking_id = owed.id or mail.booking_id = any (array(
        select sibling.id from app.bookings sibling where sibling.series_id = owed.series_id
      )))
  )
  union all
  select 'who waits is offered a seat that is not theirs, or has taken one that is still offered', count(*)
  from touched booking
  join app.waits wait on wait.id = booking.wait_id
  where booking.state = 'held' and wait.state <> 'offered'
    or booking.state in ('pending', 'confirmed') and wait.state <> 'taken'
  union all
  select 'a ticket has more seats than it is good for', count(*)
  from (select distinct booking.ticket_id from touched booking where booking.ticket_id is not null) as used
  join app.tickets ticket on ticket.id = used.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  where app.booked_by_ticket(used.ticket_id, null) > opening.bookings_each
  union all
  select 'a seat was taken in an opening before it opened, or by who was never let in', count(*)
  from touched booking
  join app.tickets ticket on ticket.id = booking.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  where booking.created_at < opening.opens_at or ticket.admitted_at is null
$$;

-- The directory: teachers in whose name, subjects and school every word of the query is, by name. At most 1,000.
create or replace function api.find_teachers(p_query text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'handle', found.handle, 'name', found.name, 'subjects', found.subjects,
    'school', found.school, 'time_zone', found.time_zone
  ) order by found.name, found.handle), '[]')
  from (
    select teacher.handle, teacher.name, teacher.subjects, school.name as school, teacher.time_zone
    from app.teachers teacher
    join app.schools school on school.id = teacher.school_id
    where not school.is_synthetic and not exists (
      select from unnest(string_to_array(app.fold(trim(find_teachers.p_query)), ' ')) as word
      where position(word in teacher.search || ' ' || app.fold(school.name)) = 0
    )
    order by teacher.name, teacher.handle
    limit 1000
  ) as found
$$;

-- Whom the synthetic booker books with: made when there is nobody yet, at a school of their own that is in no directory. Their
-- handle is a secret: who does not know it, and nobody is told, can neither find nor book them.
create function app.synthetic_teacher() returns app.teachers
language plpgsql
as $$
declare
  v_teacher app.teachers;
  v_secret text := left(replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''), 48);
begin
  select teacher.* into v_teacher
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where school.is_synthetic;
  if found then
    return v_teacher;
  end if;
  perform app.import_school(jsonb_build_object(
    'handle', 'synthetic-' || v_secret, 'name', 'Synthetic', 'staff', '[]'::jsonb,
    'teachers', jsonb_build_array(jsonb_build_object(
      'handle', 'synthetic-' || v_secret, 'name', 'Synthetic', 'email', 'synthetic-' || v_secret || '@firstbell.invalid',
      'time_zone', 'UTC', 'subjects', '[]'::jsonb, 'about', '',
      'spans', (
        select jsonb_agg(jsonb_build_object('weekday', weekday, 'starts_minute', 0, 'ends_minute', 1440))
        from generate_series(1, 7) as weekday
      ),
      'types', jsonb_build_array(jsonb_build_object(
        'handle', 'round', 'name', 'Round', 'description', '', 'duration_minutes', 30, 'step_minutes', 30, 'seats', 1,
        'buffer_before_minutes', 0, 'buffer_after_minutes', 0, 'notice_minutes', 0, 'horizon_days', 14, 'cutoff_minutes', 0,
        'position', 0
      ))
    ))
  ));
  update app.schools school set is_synthetic = true where school.handle = 'synthetic-' || v_secret;
  select teacher.* into v_teacher from app.teachers teacher where teacher.handle = 'synthetic-' || v_secret;
  update app.appointment_types type set is_hidden = true, waitlist = false, reminder_minutes = '{}'
  where type.teacher_id = v_teacher.id;
  return v_teacher;
end
$$;

-- Claims this minute for the synthetic booker, by the database's clock: however often and from wherever it is asked for, it books
-- once a minute. What a round that never came back has left is swept before. Gives {minute, id, teacher, type, email}, or null
-- where this minute is claimed.
create function api.begin_synthetic() returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_round app.synthetic_rounds;
  v_teacher app.teachers;
begin
  insert into app.synthetic_rounds (minute) values (date_trunc('minute', now()))
  on conflict do nothing
  returning * into v_round;
  if v_round.minute is null then
    return null;
  end if;
  v_teacher := app.synthetic_teacher();
  perform app.sweep_synthetic();
  return jsonb_build_object(
    'minute', v_round.minute, 'id', v_round.id, 'teacher', v_teacher.handle, 'type', 'round', 'email', v_teacher.email
  );
end
$$;

-- Notes how a round of the synthetic booker went and how long it took, and deletes all that it left. p_failed_at is where it
-- could not go on, `list`, `hold`, `book` or `cancel`, and p_code why; null for one that booked and cancelled. Rounds are kept for a week.
create function api.end_synthetic(p_minute timestamptz, p_duration_ms integer, p_failed_at text, p_code text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.synthetic_rounds round
  set ended_at = now(), duration_ms = end_synthetic.p_duration_ms, failed_at = end_synthetic.p_failed_at, code = end_synthetic.p_code
  where round.minute = end_synthetic.p_minute;
  perform app.sweep_synthetic();
  delete from app.synthetic_rounds round where round.minute < now() - app.retention_of('round');
end
$$;

-- Whether the synthetic booker can book. It is not well where neither of the last two whole minutes has a round that booked and
-- cancelled, nor this one: they failed, or were missed. Nothing is expected of it before its first round.
-- Gives {well, booked_at, duration_ms, failed_at, code}: when it last booked and how long that took, and of its last round, where
-- that failed, at what and by which code.
create function api.synthetic_health() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'well', coalesce(booked.minute >= expected.since, false) or coalesce(first.minute > expected.since, true),
    'booked_at', booked.ended_at, 'duration_ms', booked.duration_ms, 'failed_at', latest.failed_at, 'code', latest.code
  )
  from (select date_trunc('minute', now()) - interval '2 minutes' as since) as expected
  left join (
    select round.minute from app.synthetic_rounds round where round.minute <= now() order by round.minute limit 1
  ) as first on true
  left join (
    select round.* from app.synthetic_rounds round
    where round.minute <= now() and round.ended_at is not null and round.failed_at is null
    order by round.minute desc limit 1
  ) as booked on true
  left join (
    select round.* from app.synthetic_rounds round
    where round.minute <= now() and round.ended_at is not null
    order by round.minute desc limit 1
  ) as latest on true
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
