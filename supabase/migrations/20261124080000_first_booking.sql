-- Two schemas: `app` holds tables and private functions, `api` the verbs the server may call.
create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists unaccent with schema extensions;

create schema app;
create schema api;

-- The server's role owns nothing and can touch no table. An operator gives it a password and LOGIN.
do $$
begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'firstbell_server') then
    create role firstbell_server nologin noinherit;
  end if;
  -- Not even a temporary one: its types would come before pg_catalog's inside a function with an empty search_path.
  execute format('revoke temporary on database %I from public', current_database());
end
$$;
-- Timeouts live on the role, since SET leaks or vanishes through a transaction pooler.
alter role firstbell_server set timezone = 'UTC';
alter role firstbell_server set lock_timeout = '3s';
alter role firstbell_server set statement_timeout = '5s';
alter role firstbell_server set idle_in_transaction_session_timeout = '5s';
-- A plan is made once a connection, and the first bell may ring on empty tables: it must be the plan of full ones.
alter role firstbell_server set jit = off;
alter role firstbell_server set enable_seqscan = off;
alter role firstbell_server set plan_cache_mode = force_generic_plan;
-- What search compares: lower case, without accents, and with Kaethe as Käthe. Immutable, so that it can be stored.
create function app.fold(p_text text) returns text
language sql immutable parallel safe
return regexp_replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, p_text)), '([aou])e', '\1', 'g');
-- Words in one line; immutable, which array_to_string() is for texts alone.
create function app.joined(p_words text[]) returns text
language sql immutable parallel safe
return array_to_string(p_words, ' ');
-- What a word may be, wherever it stands. As domains, since a check of a table's own is read anew by every insert.
create domain app.person_name as text check (length(value) between 1 and 120);
create domain app.email as text collate "C" check (value = lower(value) and length(value) <= 254);
create domain app.zone_name as text check (length(value) <= 64);
create domain app.request_key as text collate "C" check (length(value) between 16 and 100);
-- Raised to void every link that was sent for a booking; one byte in the link.
create domain app.link_version as smallint check (value between 1 and 255);
create domain app.count as integer check (value >= 0);

create type app.booking_state as enum (
  'held', 'expired', 'pending', 'confirmed', 'declined', 'cancelled', 'completed', 'no_show'
);
create type app.mail_kind as enum ('confirmed', 'cancelled');
create type app.mail_recipient as enum ('booker', 'teacher');
-- A school groups teachers; a tutor on their own is a school of one.
create table app.schools (
  id uuid primary key default gen_random_uuid(),
  handle text collate "C" not null unique
    constraint schools_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);
create table app.teachers (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  handle text collate "C" not null unique
    constraint teachers_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name app.person_name not null,
  about text not null default '' check (length(about) <= 2000),
  subjects text[] not null default '{}' check (cardinality(subjects) <= 20),
  -- Looked at when all is done, so that two teachers can swap theirs.
  email app.email not null
    constraint teachers_never_share_an_email unique deferrable initially deferred,
  time_zone app.zone_name not null,
  -- The Auth user, bound at the first sign-in with the address above; unbound when the address changes.
  user_id uuid unique,
  hours_version integer not null default 1,
  code_asked_at timestamptz,
  search text not null generated always as (app.fold(name || ' ' || app.joined(subjects))) stored,
  created_at timestamptz not null default now()
);
create index teachers_by_school on app.teachers (school_id);
-- What can be booked with a teacher. A slot is computed from it, never stored.
create table app.appointment_types (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  handle text collate "C" not null
    constraint appointment_types_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  duration_minutes integer not null check (duration_minutes between 5 and 720),
  step_minutes integer not null check (step_minutes between 5 and 720),
  seats integer not null default 1 check (seats between 1 and 500),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 240),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 240),
  notice_minutes integer not null default 120 check (notice_minutes between 0 and 43200),
  horizon_days integer not null default 60 check (horizon_days between 1 and 730),
  cutoff_minutes integer not null default 1440 check (cutoff_minutes between 0 and 43200),
  hold_minutes integer not null default 5 check (hold_minutes between 1 and 60),
  -- Active bookings one booker may have of this type at once; null is no limit.
  booker_cap integer check (booker_cap between 1 and 100),
  -- Nothing is bookable before it; null is open already.
  opens_at timestamptz,
  position integer not null default 0,
  -- No longer offered; what was booked of it stands.
  retired_at timestamptz,
  unique (teacher_id, handle),
  -- What appointments refer to, so that nobody's time is taken for another's type.
  unique (id, teacher_id)
);
-- A span of a weekday (1 is Monday) in the teacher's zone, in minutes after local midnight.
create table app.weekly_hours (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  starts_minute integer not null check (starts_minute >= 0),
  ends_minute integer not null check (ends_minute <= 1440),
  constraint hours_end_after_they_start check (starts_minute < ends_minute),
  constraint hours_never_overlap
    exclude using gist (teacher_id with =, weekday with =, int4range(starts_minute, ends_minute) with &&)
);
-- A teacher's time that is taken, by one or more bookings.
create table app.appointments (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null,
  appointment_type_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- The time with its buffers.
  busy tstzrange not null,
  seats integer not null,
  seats_taken integer not null default 1,
  -- While nothing but holds sits here: when the last of them runs out. Null once a booking is confirmed.
  held_until timestamptz,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  constraint appointments_are_of_their_teachers_types
    foreign key (appointment_type_id, teacher_id) references app.appointment_types (id, teacher_id) on delete restrict,
  constraint appointments_end_after_they_start check (starts_at < ends_at),
  constraint appointments_are_busy_while_they_last check (busy @> tstzrange(starts_at, ends_at)),
  constraint appointments_never_exceed_their_seats check (seats_taken between 0 and seats),
  constraint appointments_without_bookings_are_cancelled check (seats_taken > 0 or cancelled_at is not null),
  -- The law. It is also the index by which a teacher's time is read.
  constraint appointments_never_overlap
    exclude using gist (teacher_id with =, busy with &&) where (cancelled_at is null)
);
-- Costs nothing until something is cancelled; with the one above, all of a teacher's time can be read.
create index appointments_cancelled on app.appointments (teacher_id, starts_at) where (cancelled_at is not null);
-- One student's seat in an appointment. A hold is a booking that is not yet confirmed, so that it is exclusive
-- in the same table.
create table app.bookings (
  id uuid primary key default gen_random_uuid(),
  appointment_id uuid not null references app.appointments on delete restrict,
  state app.booking_state not null,
  during tstzrange not null,
  name app.person_name,
  email app.email,
  time_zone app.zone_name,
  -- Two children of one parent share an address and are two students.
  student uuid generated always as (md5(email || E'\n' || lower(name))::uuid) stored,
  held_until timestamptz,
  extensions_left app.count not null default 10,
  link_version app.link_version not null default 1,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  constraint holds_run_out check (state <> 'held' or held_until is not null),
  constraint bookings_say_who check (state in ('held', 'expired') or (name is not null and email is not null)),
  constraint students_are_never_in_two_places
    exclude using gist (student with =, during with &&) where (state in ('pending', 'confirmed'))
);
create index bookings_by_appointment on app.bookings (appointment_id);
create index bookings_by_booker on app.bookings (email) where (state in ('pending', 'confirmed'));
-- Every acknowledged booking or hold has the request that asked for it. The same key gets the same answer.
create table app.requests (
  key app.request_key primary key,
  body_hash bytea not null,
  booking_id uuid not null,
  answer jsonb not null,
  answered_at timestamptz not null default now()
);
-- The outbox. A mail is enqueued in the transaction that gives a reason for it, and its id makes its Message-ID.
create table app.mails (
  id uuid primary key default gen_random_uuid(),
  booking_id uuid not null references app.bookings on delete cascade,
  kind app.mail_kind not null,
  recipient app.mail_recipient not null,
  -- Whose mails it takes its turn among, as a hash of the address; null for those who are told at once.
  addressee uuid,
  created_at timestamptz not null default now(),
  planned_at timestamptz not null default now(),
  -- When it is to be sent, or sent again.
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  sent_at timestamptz,
  -- After the last attempt it stays here with its error, to be seen.
  failed_at timestamptz,
  error text
);
create index mails_by_addressee on app.mails (addressee, planned_at) where (addressee is not null);
create index mails_waiting on app.mails (due_at) where (sent_at is null and failed_at is null);
-- The appointment type behind two public handles, or NTFND.
create function app.find_type(p_teacher text, p_type text) returns app.appointment_types
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
begin
  select type.* into v_type
  from app.appointment_types type
  join app.teachers teacher on teacher.id = type.teacher_id
  where teacher.handle = find_type.p_teacher and type.handle = find_type.p_type and type.retired_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such teacher or appointment type');
  end if;
  return v_type;
end
$$;
-- A "no" said on purpose. lib/refusal.ts holds the one table of codes, statuses and words.
create function app.refuse(p_code text, p_why text) returns void
language plpgsql immutable
as $$
begin
  raise exception using errcode = refuse.p_code, message = refuse.p_why;
end
$$;
-- When a type can be booked at all, by the database's clock: after its notice and before its horizon; empty until
-- it opens.
create function app.bookable_window(p_type app.appointment_types) returns tstzrange
language plpgsql stable
as $$
begin
  if bookable_window.p_type.opens_at > now() then
    return 'empty';
  end if;
  return tstzrange(
    now() + make_interval(mins => bookable_window.p_type.notice_minutes),
    -- A day of 24 hours: the session's zone has no say.
    now() + greatest(make_interval(hours => 24 * bookable_window.p_type.horizon_days), make_interval(mins => bookable_window.p_type.notice_minutes))
  );
end
$$;
-- What offered_starts says of one start, in one look at one day's hours, since it is in the way of every booking. A
-- property test holds the two together. In PL/pgSQL, which keeps its plan.
create function app.is_offered(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select
    from app.teachers teacher
    cross join lateral (
      select
        p_starts_at at time zone teacher.time_zone as at,
        date_trunc('day', p_starts_at at time zone teacher.time_zone) as day,
        extract(epoch from (p_starts_at at time zone teacher.time_zone)::time) / 60 as minute
    ) as wall
    cross join lateral (
      -- Where the clocks are set back, a local time comes twice: this is when it comes first.
      select (wall.at - (
        (wall.day - interval '24 hours') at time zone 'UTC' at time zone teacher.time_zone - (wall.day - interval '24 hours')
      )) at time zone 'UTC' as at
    ) as first
    join app.weekly_hours hours
      on hours.teacher_id = p_type.teacher_id and hours.weekday = extract(isodow from wall.day)::smallint
    where teacher.id = p_type.teacher_id
      and wall.minute between hours.starts_minute and hours.ends_minute - p_type.duration_minutes
      and (wall.minute - hours.starts_minute) % p_type.step_minutes = 0
      and (first.at >= p_starts_at or first.at at time zone teacher.time_zone <> wall.at)
      and (p_starts_at + make_interval(mins => p_type.duration_minutes)) at time zone teacher.time_zone
        <= wall.day + make_interval(mins => hours.ends_minute)
  );
end
$$;
-- What a type offers: the list asks this, and app.is_offered() says the same of one start.
-- Gives the starts in [p_earliest, p_latest) that fit the weekly hours; whether the time is still free, and whether
-- now is the time to book it, is for the caller to see.
-- A local time in a DST gap is not offered; in a fold the earlier one is, once; and a slot ends, by the clock on
-- the teacher's wall, no later than the hours do.
create function app.offered_starts(p_type app.appointment_types, p_earliest timestamptz, p_latest timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable rows 100
as $$
  with days as materialized (
    select
      teacher.time_zone as zone,
      day,
      -- The zone's offsets well before and well after this local day; they differ around a transition only.
      (day - interval '24 hours') at time zone 'UTC' at time zone teacher.time_zone - (day - interval '24 hours') as offset_before,
      (day + interval '48 hours') at time zone 'UTC' at time zone teacher.time_zone - (day + interval '48 hours') as offset_after
    from app.teachers teacher
    cross join lateral generate_series(
      date_trunc('day', p_earliest at time zone teacher.time_zone), p_latest at time zone teacher.time_zone, interval '1 day'
    ) as day
    where teacher.id = (p_type).teacher_id
  )
  select start.at, start.at + make_interval(mins => (p_type).duration_minutes)
  from days
  join app.weekly_hours hours
    on hours.teacher_id = (p_type).teacher_id and hours.weekday = extract(isodow from days.day)::smallint
  -- Minutes after midnight, no earlier and no later than what can matter.
  cross join lateral generate_series(
    hours.starts_minute + greatest(0, floor(extract(epoch from
      p_earliest at time zone 'UTC' + least(offset_before, offset_after) - day) / 60)::integer - hours.starts_minute
    ) / (p_type).step_minutes * (p_type).step_minutes,
    least(hours.ends_minute - (p_type).duration_minutes, floor(extract(epoch from
      p_latest at time zone 'UTC' + greatest(offset_before, offset_after) - day) / 60)::integer),
    (p_type).step_minutes
  ) as minute
  cross join lateral (select day + make_interval(mins => minute) as wall) as wanted
  cross join lateral (
    select case
      when offset_before = offset_after or (wall - offset_before) at time zone 'UTC' at time zone zone = wall
        then (wall - offset_before) at time zone 'UTC'
      when (wall - offset_after) at time zone 'UTC' at time zone zone = wall
        then (wall - offset_after) at time zone 'UTC'
    end as at
  ) as start
  where start.at >= p_earliest and start.at < p_latest
    and (
      offset_before = offset_after
      or (start.at + make_interval(mins => (p_type).duration_minutes)) at time zone zone <= day + make_interval(mins => hours.ends_minute)
    )
$$;
-- Refuses a start that is not offered, and says why: CLOSD, LATE0, GONE0.
-- As few expressions as can be: each is prepared anew in every transaction, and this is in the way of every booking.
create function app.require_offered(p_type app.appointment_types, p_starts_at timestamptz) returns void
language plpgsql stable
as $$
declare
  v_why text := case
    when p_type.opens_at > now() then 'not open yet'
    when p_starts_at <= now() then 'in the past'
    when p_starts_at < now() + make_interval(mins => p_type.notice_minutes) then 'inside the notice'
    when p_starts_at >= now() + make_interval(mins => greatest(1440 * p_type.horizon_days, p_type.notice_minutes)) then 'beyond the horizon'
  end;
begin
  if v_why is not null then
    perform app.refuse(case v_why when 'inside the notice' then 'LATE0' else 'CLOSD' end, v_why);
  elsif not app.is_offered(p_type, p_starts_at) then
    perform app.refuse('GONE0', 'not a start that is offered');
  end if;
end
$$;
-- Frees seats whose hold has run out, where somebody wants that time. Says whether there was any.
create function app.free_lapsed_holds(p_teacher_id uuid, p_busy tstzrange) returns boolean
language plpgsql
as $$
declare
  -- First the locks, in one order; then, below, a look at what still stands once they are ours.
  v_appointments uuid[] := array(
    select appointment.id
    from app.appointments appointment
    where appointment.teacher_id = free_lapsed_holds.p_teacher_id
      and appointment.busy && free_lapsed_holds.p_busy
      and appointment.cancelled_at is null
      and exists (
        select from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and booking.held_until <= now()
      )
    order by appointment.id
    for update of appointment
  );
begin
  if v_appointments = '{}' then
    return false;
  end if;
  with expired as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = any (v_appointments)
      and booking.state = 'held' and booking.held_until <= now()
    returning booking.appointment_id
  ),
  freed as (
    select appointment_id, count(*)::integer as seats from expired group by appointment_id
  )
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - freed.seats,
      cancelled_at = case when appointment.seats_taken = freed.seats then now() end
  from freed where appointment.id = freed.appointment_id;
  return true;
end
$$;
-- Takes one seat at a start: a seat of the standing appointment, else the teacher's time for a new one.
-- Gives the appointment, or null when both are taken.
-- No lock and no look before: the exclusion constraint decides, and who loses to it takes nothing along.
create function app.take_seat(p_type app.appointment_types, p_starts_at timestamptz, p_held_until timestamptz)
returns uuid
language plpgsql
as $$
declare
  v_ends_at timestamptz := take_seat.p_starts_at + make_interval(mins => take_seat.p_type.duration_minutes);
  v_busy tstzrange := tstzrange(
    take_seat.p_starts_at - make_interval(mins => take_seat.p_type.buffer_before_minutes),
    v_ends_at + make_interval(mins => take_seat.p_type.buffer_after_minutes)
  );
  v_id uuid;
begin
  for v_try in 1..3 loop
    if take_seat.p_type.seats > 1 then
      update app.appointments standing
      set seats_taken = standing.seats_taken + 1,
          -- greatest() would pass over a null, which says "confirmed".
          held_until = case
            when standing.held_until is not null and take_seat.p_held_until is not null
              then greatest(standing.held_until, take_seat.p_held_until)
          end
      where standing.teacher_id = take_seat.p_type.teacher_id
        and standing.busy && v_busy
        and standing.cancelled_at is null
        and standing.appointment_type_id = take_seat.p_type.id
        and standing.starts_at = take_seat.p_starts_at
        and standing.ends_at = v_ends_at
        and standing.seats_taken < standing.seats
      returning standing.id into v_id;
      if found then
        return v_id;
      end if;
    end if;

    insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, held_until)
    values (take_seat.p_type.teacher_id, take_seat.p_type.id, take_seat.p_starts_at, v_ends_at, v_busy, take_seat.p_type.seats, take_seat.p_held_until)
    on conflict on constraint appointments_never_overlap do nothing
    returning id into v_id;
    if found then
      return v_id;
    end if;

    -- A group's first seat may just have been taken by another: then the second round finds it standing.
    exit when not app.free_lapsed_holds(take_seat.p_type.teacher_id, v_busy) and (take_seat.p_type.seats = 1 or v_try > 1);
  end loop;
  return null;
end
$$;
-- Gives a seat of a locked appointment back; the last one frees the teacher's time.
create function app.give_back_seat(p_appointment_id uuid) returns void
language plpgsql
as $$
begin
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - 1,
      cancelled_at = case when appointment.seats_taken = 1 then now() end,
      -- With no confirmed booking left, the appointment lasts as long as its longest hold.
      held_until = (
        select case when bool_and(booking.state = 'held') then max(booking.held_until) end
        from app.bookings booking
        where booking.appointment_id = appointment.id
          and booking.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
      )
  where appointment.id = give_back_seat.p_appointment_id;
end
$$;
-- The answer a key was given before; null for a new key; REUSE when the key came with another body.
-- Twins of one key take turns here, and nobody waits for a key while holding anything else.
create function app.first_answer(p_key text, p_body_hash bytea) returns jsonb
language plpgsql
as $$
declare
  v_request app.requests;
begin
  perform pg_advisory_xact_lock(hashtextextended(first_answer.p_key, 0));
  select * into v_request from app.requests request where request.key = first_answer.p_key;
  if found and v_request.body_hash <> first_answer.p_body_hash then
    perform app.refuse('REUSE', 'this key came with another body');
  end if;
  return v_request.answer;
end
$$;
-- Whether this student has a booking at that time. The constraint students_are_never_in_two_places has the last word.
create function app.is_elsewhere(p_name text, p_email text, p_during tstzrange) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.bookings booking
    where booking.student = md5(is_elsewhere.p_email || E'\n' || lower(is_elsewhere.p_name))::uuid
      and booking.during && is_elsewhere.p_during
      and booking.state in ('pending', 'confirmed')
  );
end
$$;
-- The bookings of one booker take turns, before any row is locked: so that a cap can be counted, and so that nobody
-- who holds a seat ever waits for the same student's other booking.
create function app.lock_booker(p_email text) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(lock_booker.p_email, 1));
end
$$;
-- What no constraint can say of one booker: LIMIT at the type's cap, where it has one. Holds are nobody's yet and do not count.
create function app.require_below_cap(p_type app.appointment_types, p_email text) returns void
language plpgsql
as $$
begin
  if require_below_cap.p_type.booker_cap <= (
    select count(*)
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = require_below_cap.p_email
      and booking.state in ('pending', 'confirmed')
      and appointment.appointment_type_id = require_below_cap.p_type.id
      and appointment.ends_at > now()
  ) then
    perform app.refuse('LIMIT', 'as many bookings of this type as one booker may have');
  end if;
end
$$;
-- Tells both sides, in the transaction that gives the reason. The booker's address was typed by anybody, so it gets one
-- mail a minute at most, the first at once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them
-- wait; a cancellation is told all the same.
create function app.enqueue_mails(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(enqueue_mails.p_email)::uuid;
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = v_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and enqueue_mails.p_kind = 'confirmed' then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at),
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher', null, now(), now());
end
$$;
create function app.hold_answer(p_booking app.bookings) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'booking_id', (p_booking).id, 'link_version', (p_booking).link_version,
    'starts_at', lower((p_booking).during), 'ends_at', upper((p_booking).during),
    'held_until', (p_booking).held_until, 'extensions_left', (p_booking).extensions_left
  )
$$;
-- The public handle of the teacher whose appointment it is: whose slots change with it. In PL/pgSQL, which keeps its plan.
create function app.teacher_of(p_appointment_id uuid) returns text
language plpgsql stable
as $$
begin
  return (
    select teacher.handle
    from app.appointments appointment
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where appointment.id = p_appointment_id
  );
end
$$;
-- The booking behind a link, all null for a wrong one, safe from change until this is over. A booking changes only
-- while its appointment is locked, appointments are locked in the order of their ids, and nothing is locked after
-- one but the seats in it: so nobody waits in a circle.
create function app.lock_booking(p_booking_id uuid, p_link_version integer) returns app.bookings
language plpgsql
as $$
declare
  v_booking app.bookings;
begin
  perform from app.appointments appointment
  where appointment.id = (
    select booking.appointment_id from app.bookings booking
    where booking.id = lock_booking.p_booking_id and booking.link_version = lock_booking.p_link_version
  )
  for update;
  if found then
    select * into v_booking from app.bookings booking where booking.id = lock_booking.p_booking_id;
  end if;
  return v_booking;
end
$$;
-- A booking with all that its page and its mails say of it. In PL/pgSQL, which keeps its plan.
create function app.describe_booking(p_booking app.bookings) returns jsonb
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
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;
-- A hold that still stands, locked. NTFND for a wrong link, LAPSD when the seat was given up or taken by another.
create function app.lock_hold(p_booking_id uuid, p_link_version integer) returns app.bookings
language plpgsql
as $$
declare
  v_booking app.bookings := app.lock_booking(lock_hold.p_booking_id, lock_hold.p_link_version);
begin
  if v_booking.id is null then
    perform app.refuse('NTFND', 'no such hold');
  elsif v_booking.state = 'expired' then
    perform app.refuse('LAPSD', 'the hold has run out');
  elsif v_booking.state <> 'held' then
    perform app.refuse('NTFND', 'this hold is a booking by now');
  end if;
  return v_booking;
end
$$;
-- The offered starts of a type whose time is free, or whose standing appointment has a seat left.
-- [p_from, p_until) lies inside the type's bookable window. The teacher's appointments of that time are read once, through the index of the law.
create function app.free_slots(p_type app.appointment_types, p_from timestamptz, p_until timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz, seats_left integer)
language sql stable
as $$
  with taken as materialized (
    select
      appointment.busy,
      appointment.appointment_type_id,
      appointment.starts_at,
      appointment.ends_at,
      case when appointment.seats = 1 then 0 else appointment.seats - appointment.seats_taken + (
        select count(*)::integer from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and booking.held_until <= now()
      ) end as seats_left
    from app.appointments appointment
    where appointment.teacher_id = (p_type).teacher_id
      and appointment.busy && tstzrange(p_from - interval '24 hours', p_until + interval '24 hours')
      and appointment.cancelled_at is null
      -- An appointment of lapsed holds alone blocks nobody.
      and (appointment.held_until is null or appointment.held_until > now())
  ),
  -- As one set, in which each start is looked up instead of compared with every appointment.
  busy as materialized (
    select coalesce(range_agg(taken.busy), '{}') as times from taken
  )
  select offered.starts_at, offered.ends_at, coalesce(standing.seats_left, (p_type).seats)
  from app.offered_starts(p_type, p_from, p_until) as offered
  cross join busy
  left join taken as standing
    on (p_type).seats > 1
    and standing.appointment_type_id = (p_type).id
    and standing.starts_at = offered.starts_at
    and standing.ends_at = offered.ends_at
  where coalesce(standing.seats_left, (p_type).seats) > 0
    and (standing.starts_at is not null or not busy.times && tstzrange(
      offered.starts_at - make_interval(mins => (p_type).buffer_before_minutes),
      offered.ends_at + make_interval(mins => (p_type).buffer_after_minutes)
    ))
$$;
-- The teacher whom an Auth user is, or DNIED.
create function app.find_desk(p_user_id uuid) returns app.teachers
language plpgsql stable
as $$
declare
  v_teacher app.teachers;
begin
  select * into v_teacher from app.teachers teacher where teacher.user_id = find_desk.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not a teacher');
  end if;
  return v_teacher;
end
$$;
-- A teacher's weekly hours in their order.
create function app.hours_of(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'weekday', hours.weekday, 'starts_minute', hours.starts_minute, 'ends_minute', hours.ends_minute
  ) order by hours.weekday, hours.starts_minute), '[]')
  from app.weekly_hours hours where hours.teacher_id = hours_of.p_teacher_id
$$;
create function app.replace_hours(p_teacher_id uuid, p_spans jsonb) returns void
language plpgsql
as $$
begin
  delete from app.weekly_hours hours where hours.teacher_id = replace_hours.p_teacher_id;
  insert into app.weekly_hours (teacher_id, weekday, starts_minute, ends_minute)
  select replace_hours.p_teacher_id, span.weekday, span.starts_minute, span.ends_minute
  from jsonb_to_recordset(replace_hours.p_spans) as span (weekday smallint, starts_minute integer, ends_minute integer);
end
$$;
-- Gives what stands of a teacher's types as many seats as they have now, but never fewer than are taken.
create function app.resize_appointments(p_teacher_id uuid) returns void
language plpgsql
as $$
declare
  -- Locked in the order in which everybody locks appointments.
  v_standing uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = resize_appointments.p_teacher_id
      and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    order by appointment.id
    for update
  );
begin
  update app.appointments appointment set seats = greatest(type.seats, appointment.seats_taken)
  from app.appointment_types type
  where appointment.id = any (v_standing)
    and type.id = appointment.appointment_type_id
    and appointment.seats <> greatest(type.seats, appointment.seats_taken);
end
$$;
-- Takes one seat and confirms it, in one step.
-- Gives {booking_id, link_version, starts_at, ends_at}; the same key gives the first answer again.
-- Refuses: REUSE, NTFND, GONE0, CLOSD, LATE0, LIMIT, CLASH, TAKEN, SLOWD.
create function api.book_slot(
  p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_name text, p_email text, p_time_zone text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('book', p_teacher, p_type, extract(epoch from p_starts_at), p_name, p_email, p_time_zone)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_slot.p_key, v_body_hash);
  v_type app.appointment_types;
  v_during tstzrange;
  v_booking_id uuid;
  v_appointment_id uuid;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_type := app.find_type(book_slot.p_teacher, book_slot.p_type);
  perform app.require_offered(v_type, book_slot.p_starts_at);
  perform app.lock_booker(book_slot.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_slot.p_email);
  end if;

  v_during := tstzrange(book_slot.p_starts_at, book_slot.p_starts_at + make_interval(mins => v_type.duration_minutes));
  v_appointment_id := app.take_seat(v_type, book_slot.p_starts_at, null);
  if v_appointment_id is not null then
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at)
    values (v_appointment_id, 'confirmed', v_during, book_slot.p_name, book_slot.p_email, book_slot.p_time_zone, now())
    on conflict on constraint students_are_never_in_two_places do nothing
    returning id into v_booking_id;
  end if;
  if v_booking_id is null then
    if v_appointment_id is not null or app.is_elsewhere(book_slot.p_name, book_slot.p_email, v_during) then
      perform app.refuse('CLASH', 'this student has a booking at that time');
    end if;
    perform app.refuse('TAKEN', 'no seat left');
  end if;
  perform app.enqueue_mails(v_booking_id, 'confirmed', book_slot.p_email);

  v_answer := jsonb_build_object(
    'booking_id', v_booking_id, 'link_version', 1, 'starts_at', lower(v_during), 'ends_at', upper(v_during)
  );
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_slot.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;
-- Claims one seat for the type's hold_minutes while a form is filled in. Nobody else can take it until then.
-- Gives {booking_id, link_version, starts_at, ends_at, held_until, extensions_left}.
-- Refuses: REUSE, NTFND, GONE0, CLOSD, LATE0, TAKEN.
create function api.hold_slot(p_key text, p_teacher text, p_type text, p_starts_at timestamptz) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row('hold', p_teacher, p_type, extract(epoch from p_starts_at))::text, 'UTF8'));
  v_answer jsonb := app.first_answer(hold_slot.p_key, v_body_hash);
  v_type app.appointment_types;
  v_held_until timestamptz;
  v_appointment_id uuid;
  v_booking app.bookings;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_type := app.find_type(hold_slot.p_teacher, hold_slot.p_type);
  perform app.require_offered(v_type, hold_slot.p_starts_at);
  v_held_until := now() + make_interval(mins => v_type.hold_minutes);
  v_appointment_id := app.take_seat(v_type, hold_slot.p_starts_at, v_held_until);
  if v_appointment_id is null then
    perform app.refuse('TAKEN', 'no seat left');
  end if;

  insert into app.bookings (appointment_id, state, held_until, during)
  values (
    v_appointment_id, 'held', v_held_until,
    tstzrange(hold_slot.p_starts_at, hold_slot.p_starts_at + make_interval(mins => v_type.duration_minutes))
  )
  returning * into v_booking;

  v_answer := app.hold_answer(v_booking);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (hold_slot.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;
-- Gives a hold its full time again, ten times at most, for those who type slowly (WCAG 2.2.1).
-- One that ran out can still be extended while nobody has taken the time. Refuses: NTFND, LAPSD, LIMIT.
create function api.extend_hold(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings := app.lock_hold(extend_hold.p_booking_id, extend_hold.p_link_version);
begin
  if v_booking.extensions_left = 0 then
    perform app.refuse('LIMIT', 'this hold was extended as often as can be');
  end if;
  update app.bookings booking
  set extensions_left = booking.extensions_left - 1,
      held_until = greatest(booking.held_until, now() + (
        select make_interval(mins => type.hold_minutes)
        from app.appointments appointment
        join app.appointment_types type on type.id = appointment.appointment_type_id
        where appointment.id = booking.appointment_id
      ))
  where booking.id = v_booking.id
  returning * into v_booking;
  update app.appointments appointment
  set held_until = greatest(appointment.held_until, v_booking.held_until)
  -- Null says "confirmed", and greatest() would pass over it.
  where appointment.id = v_booking.appointment_id and appointment.held_until is not null;
  return app.hold_answer(v_booking);
end
$$;
-- Gives a held seat up. Doing so twice, or after it became a booking, changes nothing.
-- Gives the handle of the teacher whose slots changed, or null.
create function api.release_hold(p_booking_id uuid, p_link_version integer) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings := app.lock_booking(release_hold.p_booking_id, release_hold.p_link_version);
begin
  if v_booking.id is null or v_booking.state <> 'held' then
    return null;
  end if;
  update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
  perform app.give_back_seat(v_booking.appointment_id);
  return app.teacher_of(v_booking.appointment_id);
end
$$;
-- Turns a hold into a booking. A hold that ran out still does while nobody has taken its time.
-- Gives what book_slot gives. Refuses: REUSE, NTFND, LAPSD, CLOSD (it has begun meanwhile), CLASH, LIMIT, SLOWD.
create function api.confirm_hold(
  p_key text, p_booking_id uuid, p_link_version integer, p_name text, p_email text, p_time_zone text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('confirm', p_booking_id, p_link_version, p_name, p_email, p_time_zone)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(confirm_hold.p_key, v_body_hash);
  v_type app.appointment_types;
  v_booking app.bookings;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(confirm_hold.p_email);
  v_booking := app.lock_hold(confirm_hold.p_booking_id, confirm_hold.p_link_version);
  if lower(v_booking.during) <= now() then
    perform app.refuse('CLOSD', 'in the past');
  elsif app.is_elsewhere(confirm_hold.p_name, confirm_hold.p_email, v_booking.during) then
    perform app.refuse('CLASH', 'this student has a booking at that time');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, confirm_hold.p_email);
  end if;

  update app.bookings booking
  set state = 'confirmed', name = confirm_hold.p_name, email = confirm_hold.p_email,
      time_zone = confirm_hold.p_time_zone, confirmed_at = now()
  where booking.id = v_booking.id;
  update app.appointments appointment set held_until = null where appointment.id = v_booking.appointment_id;
  perform app.enqueue_mails(v_booking.id, 'confirmed', confirm_hold.p_email);

  v_answer := app.hold_answer(v_booking) - 'held_until' - 'extensions_left';
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;
-- Cancels a booking by its own link, until cutoff_minutes before it starts. Twice is once.
-- Gives {state, starts_at, teacher}: whose slots changed. Refuses: NTFND, LATE0.
create function api.cancel_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_cutoff_minutes integer;
begin
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(booking.email) from app.bookings booking
  where booking.id = cancel_booking.p_booking_id and booking.link_version = cancel_booking.p_link_version;
  v_booking := app.lock_booking(cancel_booking.p_booking_id, cancel_booking.p_link_version);
  if v_booking.id is null or v_booking.state not in ('confirmed', 'cancelled') then
    perform app.refuse('NTFND', 'no such booking');
  end if;

  if v_booking.state = 'confirmed' then
    select type.cutoff_minutes into v_cutoff_minutes
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = v_booking.appointment_id;
    if lower(v_booking.during) - make_interval(mins => v_cutoff_minutes) < now() then
      perform app.refuse('LATE0', 'inside the cutoff');
    end if;
    update app.bookings booking set state = 'cancelled', cancelled_at = now() where booking.id = v_booking.id;
    perform app.give_back_seat(v_booking.appointment_id);
    perform app.enqueue_mails(v_booking.id, 'cancelled', v_booking.email);
  end if;
  return jsonb_build_object(
    'state', 'cancelled', 'starts_at', lower(v_booking.during), 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;
-- One booking as its own page shows it. Refuses: NTFND.
create function api.get_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select app.describe_booking(booking) into v_answer
  from app.bookings booking
  where booking.id = get_booking.p_booking_id
    and booking.link_version = get_booking.p_link_version
    and booking.name is not null;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  return v_answer;
end
$$;
-- The free slots of one type in [p_from, p_until): the first 15 days of it that can be booked now.
-- Gives {time_zone, slots, opens_at, opens_in_ms}, the last two null once it is open. Refuses: NTFND.
create function api.list_slots(p_teacher text, p_type text, p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_slots.p_teacher, list_slots.p_type);
  v_asked tstzrange := app.bookable_window(v_type) * tstzrange(
    list_slots.p_from, greatest(list_slots.p_from, list_slots.p_until)
  );
begin
  return jsonb_build_object(
    'opens_at', case when v_type.opens_at > now() then v_type.opens_at end,
    'opens_in_ms', case when v_type.opens_at > now() then ceil(1000 * extract(epoch from v_type.opens_at - now())) end,
    'time_zone', (select teacher.time_zone from app.teachers teacher where teacher.id = v_type.teacher_id),
    'slots', (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', free.starts_at, 'ends_at', free.ends_at, 'seats_left', free.seats_left)
        order by free.starts_at
      ), '[]')
      from app.free_slots(
        v_type, lower(v_asked), least(upper(v_asked), lower(v_asked) + interval '360 hours')
      ) as free
    )
  );
end
$$;
-- The free slots nearest to a start that was lost, soonest first: within a week of it, or else within sixty days.
-- Refuses: NTFND.
create function api.nearest_slots(p_teacher text, p_type text, p_starts_at timestamptz, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(nearest_slots.p_teacher, nearest_slots.p_type);
  v_limit integer := least(nearest_slots.p_limit, 20);
  v_hours integer;
  v_around tstzrange;
  v_nearest jsonb;
begin
  foreach v_hours in array array[7 * 24, 60 * 24] loop
    v_around := app.bookable_window(v_type) * tstzrange(
      nearest_slots.p_starts_at - make_interval(hours => v_hours), nearest_slots.p_starts_at + make_interval(hours => v_hours)
    );
    v_nearest := (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at, 'seats_left', near.seats_left)
        order by near.starts_at
      ), '[]')
      from (
        select * from app.free_slots(v_type, lower(v_around), upper(v_around)) as free
        order by abs(extract(epoch from free.starts_at - nearest_slots.p_starts_at))
        limit v_limit
      ) as near
    );
    exit when jsonb_array_length(v_nearest) >= v_limit;
  end loop;
  return v_nearest;
end
$$;
-- The same for a hold that ran out and was taken: the free slots nearest to it; none for a link that is not known.
create function api.nearest_to_hold(p_booking_id uuid, p_link_version integer, p_limit integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select api.nearest_slots(teacher.handle, type.handle, lower(booking.during), nearest_to_hold.p_limit)
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = nearest_to_hold.p_booking_id
      and booking.link_version = nearest_to_hold.p_link_version
  ), '[]')
$$;
-- The directory: teachers in whose name, subjects and school every word of the query is, by name. At most 1,000.
create function api.find_teachers(p_query text) returns jsonb
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
    where not exists (
      select from unnest(string_to_array(app.fold(trim(find_teachers.p_query)), ' ')) as word
      where position(word in teacher.search || ' ' || app.fold(school.name)) = 0
    )
    order by teacher.name, teacher.handle
    limit 1000
  ) as found
$$;
-- A teacher's public page. Refuses: NTFND.
create function api.get_teacher(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'handle', teacher.handle, 'name', teacher.name, 'subjects', teacher.subjects, 'about', teacher.about,
    'school', school.name, 'time_zone', teacher.time_zone,
    'types', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', type.handle, 'name', type.name, 'description', type.description,
        'duration_minutes', type.duration_minutes, 'seats', type.seats, 'notice_minutes', type.notice_minutes,
        'horizon_days', type.horizon_days, 'cutoff_minutes', type.cutoff_minutes, 'opens_at', type.opens_at
      ) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null
    ),
    'has_hours', exists (select from app.weekly_hours hours where hours.teacher_id = teacher.id)
  ) into v_answer
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where teacher.handle = get_teacher.p_handle;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such teacher');
  end if;
  return v_answer;
end
$$;
-- Whether a sign-in code may be sent to an address now: to teachers only, one a minute, so that nobody can be
-- buried in mails. The caller answers the same either way.
create function api.ask_code(p_email text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.teachers teacher set code_asked_at = now()
  where teacher.email = ask_code.p_email
    and (teacher.code_asked_at is null or teacher.code_asked_at <= now() - interval '1 minute');
  return found;
end
$$;
-- Binds an Auth user to the teacher with the address that Auth has verified. Refuses: DNIED.
create function api.claim_desk(p_user_id uuid, p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Who has a new address is the teacher of that one, and of the old one no longer.
  update app.teachers teacher set user_id = null
  where teacher.user_id = claim_desk.p_user_id and teacher.email <> lower(claim_desk.p_email);
  update app.teachers teacher set user_id = claim_desk.p_user_id
  where teacher.email = lower(claim_desk.p_email);
  if not found then
    perform app.refuse('DNIED', 'no teacher has this address');
  end if;
end
$$;
-- What the desk opens with: the teacher and the weekly hours with their version. Refuses: DNIED.
create function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'hours_version', v_teacher.hours_version,
    'spans', app.hours_of(v_teacher.id)
  );
end
$$;
-- A teacher's own bookings that start in [p_from, p_until), by start; holds are nobody's business. Refuses: DNIED.
create function api.list_bookings(p_user_id uuid, p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_bookings.p_user_id);
  v_asked tstzrange := tstzrange(list_bookings.p_from, greatest(list_bookings.p_from, list_bookings.p_until));
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', listed.id, 'state', listed.state, 'starts_at', listed.starts_at, 'ends_at', listed.ends_at,
      'type', listed.type, 'name', listed.name, 'email', listed.email, 'seats', listed.seats
    ) order by listed.starts_at, listed.name), '[]')
    from (
      select booking.id, booking.state, appointment.starts_at, appointment.ends_at, type.name as type,
        booking.name, booking.email, appointment.seats
      from app.appointments appointment
      join app.bookings booking on booking.appointment_id = appointment.id
      join app.appointment_types type on type.id = appointment.appointment_type_id
      where appointment.teacher_id = v_teacher.id
        -- Two indexes, one for the time that stands and one for what was cancelled.
        and (
          (appointment.cancelled_at is null and appointment.busy && v_asked)
          or (appointment.cancelled_at is not null
            and appointment.starts_at >= list_bookings.p_from and appointment.starts_at < list_bookings.p_until)
        )
        and appointment.starts_at >= list_bookings.p_from and appointment.starts_at < list_bookings.p_until
        and booking.state in ('pending', 'confirmed', 'cancelled', 'completed', 'no_show')
      order by appointment.starts_at
      limit 2000
    ) as listed
  );
end
$$;
-- Replaces a teacher's weekly hours. Bookings that stand are kept. Gives {version, handle}; saving the same again, as
-- one does who never got the answer, gives the same answer.
-- Refuses: DNIED, STALE when the hours were saved elsewhere since p_version.
create function api.save_hours(p_user_id uuid, p_version integer, p_spans jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_hours.p_user_id);
  v_id uuid := v_teacher.id;
begin
  update app.teachers teacher set hours_version = teacher.hours_version + 1
  where teacher.id = v_id and teacher.hours_version = save_hours.p_version
  returning * into v_teacher;
  if found then
    perform app.replace_hours(v_id, save_hours.p_spans);
  else
    select * into v_teacher from app.teachers teacher where teacher.id = v_id;
    if v_teacher.hours_version <> save_hours.p_version + 1 or app.hours_of(v_id) <> (
      select coalesce(jsonb_agg(span order by span -> 'weekday', span -> 'starts_minute'), '[]')
      from jsonb_array_elements(save_hours.p_spans) as span
    ) then
      perform app.refuse('STALE', 'the hours were saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_teacher.hours_version, 'handle', v_teacher.handle);
end
$$;
-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled meanwhile is not sent.
create function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  with due as (
    select mail.id, case
      when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
      when mail.kind = 'confirmed' and booking.state = 'cancelled' then 'cancelled meanwhile'
    end as given_up
    from app.mails mail
    join app.bookings booking on booking.id = mail.booking_id
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
    'booking', app.describe_booking(booking)
  ) order by taken.created_at), '[]')
  from taken join app.bookings booking on booking.id = taken.booking_id
$$;
-- What became of a mail: p_error null says it was sent. After eight attempts it is given up, visibly.
create function api.mark_mail(p_mail_id uuid, p_error text) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.mails mail
  set sent_at = case when mark_mail.p_error is null then now() end,
      failed_at = case when mark_mail.p_error is not null and mail.attempts >= 8 then now() end,
      error = left(mark_mail.p_error, 500)
  where mail.id = mark_mail.p_mail_id and mail.sent_at is null
$$;
-- Whether a migration was applied, by the history that Supabase's command line keeps.
create function api.has_migration(p_version text) returns boolean
language plpgsql stable security definer set search_path = ''
as $$
begin
  if to_regclass('supabase_migrations.schema_migrations') is null then
    return false;
  end if;
  return exists (select from supabase_migrations.schema_migrations where version = has_migration.p_version);
end
$$;
-- Loads a school with its teachers, their types and hours, or updates it by its handles: all of it or nothing.
-- An operator's act; the server cannot call it. Hours given replace the old ones; bookings that stand are kept.
-- p_school: {handle, name, teachers: [{handle, name, email, time_zone, subjects, about, spans, types: [{handle, …}]}]}
-- Types that are not in it any more are no longer offered. Gives {teachers, types, added, retired}.
create function app.import_school(p_school jsonb) returns jsonb
language plpgsql volatile
as $$
declare
  v_school_id uuid;
  v_teacher jsonb;
  v_teacher_id uuid;
  v_known boolean;
  v_teachers integer := 0;
  v_types integer := 0;
  v_added integer := 0;
  v_retired integer := 0;
  v_gone integer;
begin
  -- One look at all zones: each costs a walk over the zone files.
  select teacher into v_teacher
  from jsonb_array_elements(p_school -> 'teachers') as teacher
  where teacher ->> 'time_zone' not in (select name from pg_catalog.pg_timezone_names);
  if found then
    perform app.refuse('INVAL', format('%s: no such time zone as %s', v_teacher ->> 'name', v_teacher ->> 'time_zone'));
  end if;

  insert into app.schools (handle, name)
  values (p_school ->> 'handle', p_school ->> 'name')
  on conflict (handle) do update set name = excluded.name
  returning id into v_school_id;

  for v_teacher in select value from jsonb_array_elements(p_school -> 'teachers') loop
    v_known := exists (select from app.teachers where handle = v_teacher ->> 'handle');
    if exists (
      select from app.teachers teacher
      where teacher.handle = v_teacher ->> 'handle' and teacher.school_id <> v_school_id
    ) then
      perform app.refuse('INVAL', format('the handle %s belongs to a teacher of another school', v_teacher ->> 'handle'));
    end if;
    insert into app.teachers as teacher (school_id, handle, name, email, time_zone, subjects, about)
    values (
      v_school_id, v_teacher ->> 'handle', v_teacher ->> 'name', v_teacher ->> 'email', v_teacher ->> 'time_zone',
      array(select jsonb_array_elements_text(v_teacher -> 'subjects')), v_teacher ->> 'about'
    )
    on conflict (handle) do update set
      name = excluded.name, email = excluded.email, time_zone = excluded.time_zone,
      subjects = excluded.subjects, about = excluded.about,
      hours_version = teacher.hours_version + 1,
      user_id = case when teacher.email = excluded.email then teacher.user_id end
    returning id into v_teacher_id;
    perform app.replace_hours(v_teacher_id, v_teacher -> 'spans');

    insert into app.appointment_types (
      teacher_id, handle, name, description, duration_minutes, step_minutes, seats, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, cutoff_minutes, hold_minutes, booker_cap, opens_at, position
    )
    select v_teacher_id, type.handle, type.name, type.description, type.duration_minutes, type.step_minutes, type.seats,
      type.buffer_before_minutes, type.buffer_after_minutes, type.notice_minutes, type.horizon_days,
      type.cutoff_minutes, coalesce(type.hold_minutes, 5), type.booker_cap, type.opens_at, type.position
    from jsonb_populate_recordset(null::app.appointment_types, v_teacher -> 'types') as type
    on conflict (teacher_id, handle) do update set
      name = excluded.name, description = excluded.description, duration_minutes = excluded.duration_minutes,
      step_minutes = excluded.step_minutes, seats = excluded.seats,
      buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
      notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days,
      cutoff_minutes = excluded.cutoff_minutes, hold_minutes = excluded.hold_minutes,
      booker_cap = excluded.booker_cap, opens_at = excluded.opens_at,
      position = excluded.position, retired_at = null;
    update app.appointment_types type set retired_at = now()
    where type.teacher_id = v_teacher_id and type.retired_at is null
      and type.handle not in (select listed ->> 'handle' from jsonb_array_elements(v_teacher -> 'types') as listed);
    get diagnostics v_gone = row_count;
    perform app.resize_appointments(v_teacher_id);

    v_teachers := v_teachers + 1;
    v_types := v_types + jsonb_array_length(v_teacher -> 'types');
    v_added := v_added + (not v_known)::integer;
    v_retired := v_retired + v_gone;
  end loop;
  -- Now rather than when all is committed, so that the one who imports hears of it.
  set constraints app.teachers_never_share_an_email immediate;
  return jsonb_build_object('teachers', v_teachers, 'types', v_types, 'added', v_added, 'retired', v_retired);
end
$$;
-- The whole of what anyone may do. Neither schema is exposed through the Data API, and should one ever be,
-- row level security without a policy shows nothing.
alter table app.schools enable row level security;
alter table app.teachers enable row level security;
alter table app.appointment_types enable row level security;
alter table app.weekly_hours enable row level security;
alter table app.appointments enable row level security;
alter table app.bookings enable row level security;
alter table app.requests enable row level security;
alter table app.mails enable row level security;

revoke all on schema app, api from public;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;

grant usage on schema api to firstbell_server;
grant execute on all functions in schema api to firstbell_server;
