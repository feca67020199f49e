-- Programs: tokens by which they act for a teacher or the staff, and hooks by which they are told of bookings.
-- What a program shows to do something in the name of a teacher or of the staff.
create table app.tokens (
  id uuid primary key default gen_random_uuid(),
  -- The Auth user who made it. What is theirs is asked anew each time.
  user_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  scopes text[] not null check (
    cardinality(scopes) > 0 and scopes <@ array['bookings:read', 'bookings:write', 'rules:read', 'rules:write']
  ),
  -- sha256 of all of it: only who was shown it has it.
  hash bytea not null unique check (length(hash) = 32),
  -- How it begins, to know it again by.
  beginning text not null check (length(beginning) <= 12),
  expires_at timestamptz,
  -- To the hour, so that hardly any request writes.
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index tokens_by_user on app.tokens (user_id);

-- A program elsewhere that is told what becomes of a teacher's bookings.
create table app.hooks (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete cascade,
  -- Of what can be edited: what it is told, and whether.
  version integer not null default 1,
  -- Sealed by the app, as the secrets are: whoever has the address may speak there.
  sealed_url text not null check (length(sealed_url) <= 4000),
  -- What it is signed with, and the id under which its teacher asked for it.
  sealed_secret text not null check (length(sealed_secret) <= 500),
  secret_id uuid not null,
  -- The one before it signs along for a while.
  sealed_old_secret text check (length(sealed_old_secret) <= 500),
  old_until timestamptz,
  events text[] not null check (
    cardinality(events) > 0 and events <@ array[
      'booking.confirmed', 'booking.cancelled', 'booking.moved', 'booking.requested', 'booking.declined'
    ]
  ),
  off_at timestamptz,
  -- How many tries failed since the last one that did not, and since when.
  failures integer not null default 0,
  failing_since timestamptz,
  -- Whose turn it is to tell it something, if anybody's: one thing at a time, in order.
  claim uuid,
  claimed_until timestamptz,
  created_at timestamptz not null default now()
);
create index hooks_by_teacher on app.hooks (teacher_id);

-- What a program elsewhere is to be told. Enqueued in the transaction that gives a reason for it, and its id is said along, so
-- that what comes twice is seen to be one.
create table app.hook_deliveries (
  id uuid primary key default gen_random_uuid(),
  -- In which order things happened.
  place bigint not null generated always as identity,
  hook_id uuid not null references app.hooks on delete cascade,
  booking_id uuid not null references app.bookings on delete cascade,
  event text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  told_at timestamptz,
  given_up_at timestamptz,
  -- What was answered last, if anything was, and what was wrong with that.
  status integer,
  error text
);
create index hook_deliveries_of_a_booking on app.hook_deliveries (booking_id, hook_id, place);
create index hook_deliveries_by_hook on app.hook_deliveries (hook_id, place);
create index hook_deliveries_waiting on app.hook_deliveries (due_at, place) where (told_at is null and given_up_at is null);
create index hook_deliveries_failed on app.hook_deliveries (hook_id) where (given_up_at is not null);
create index hook_deliveries_by_age on app.hook_deliveries (created_at);

alter table app.tokens enable row level security;
alter table app.hooks enable row level security;
alter table app.hook_deliveries enable row level security;

-- Has a teacher's programs told what became of a booking, in the transaction that gives the reason; of reminders they hear
-- nothing, since nothing became of it.
create function app.tell_hooks(p_booking_id uuid, p_kind app.mail_kind) returns void
language plpgsql
as $$
declare
  -- To a program it is all one whether somebody said no or nobody said anything.
  v_event text := 'booking.' || case p_kind when 'lapsed' then 'declined' else p_kind end;
begin
  insert into app.hook_deliveries (hook_id, booking_id, event)
  select hook.id, tell_hooks.p_booking_id, v_event
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  join app.hooks hook on hook.teacher_id = appointment.teacher_id
  where booking.id = tell_hooks.p_booking_id
    and hook.off_at is null and v_event = any (hook.events)
  -- One that is being removed is waited for, and then there is nobody to tell.
  for key share of hook;
end
$$;

-- Tells the booker, in their turn, and the teacher's programs, in the transaction that gives the reason. Refuses: SLOWD.
create or replace function app.tell_booker(
  p_booking_id uuid, p_kind app.mail_kind, p_email text, p_is_answer boolean default false
) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(tell_booker.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_booker.p_kind, v_addressee, p_is_answer);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_booker.p_booking_id, tell_booker.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  perform app.tell_hooks(tell_booker.p_booking_id, tell_booker.p_kind);
end
$$;

-- Books several dates as one: all of them or none. Each is a booking of its own afterwards. p_hold_id is one's own hold on one of
-- the dates, and p_hold_version that of its link: it becomes the booking.
-- Gives {series_id, bookings: [{booking_id, link_version, starts_at, ends_at}]}; the same key gives the first answer again.
-- Refuses: REUSE, NTFND, INVAL, GONE0, CLOSD, LATE0, QUEUE where the type waits for an opening, LIMIT, CLASH, TAKEN, SLOWD.
create or replace function api.book_series(
  p_key text, p_teacher text, p_type text, p_starts timestamptz[], p_name text, p_email text, p_time_zone text,
  p_duration_minutes integer default null, p_answers jsonb default '{}', p_hold_id uuid default null, p_hold_version integer default 1
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('series', p_teacher, p_type, p_starts, p_name, p_email, p_time_zone, p_duration_minutes, p_answers, p_hold_id)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_series.p_key, v_body_hash);
  v_type app.appointment_types;
  v_answers jsonb;
  v_series_id uuid := gen_random_uuid();
  v_starts_at timestamptz;
  v_during tstzrange;
  v_held_during tstzrange;
  v_hold app.bookings;
  v_appointment_id uuid;
  v_booking_id uuid;
  v_booked jsonb := '[]';
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(book_series.p_teacher);
  v_type := app.find_type(book_series.p_teacher, book_series.p_type, book_series.p_duration_minutes);
  if cardinality(p_starts) > v_type.series_cap then
    perform app.refuse('LIMIT', 'more dates than one series of this type has');
  elsif v_type.opening_id is not null then
    perform app.refuse('QUEUE', 'what waits for an opening is booked one by one');
  elsif v_type.needs_approval then
    perform app.refuse('LIMIT', 'what its teacher decides is asked for one by one');
  end if;
  perform app.require_offered(v_type, wanted) from unnest(p_starts) as wanted;
  v_answers := app.answers_to(v_type.questions, book_series.p_answers);
  perform app.lock_booker(book_series.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_series.p_email, cardinality(p_starts));
  end if;
  perform app.lock_series(v_type.teacher_id);
  select booking.during into v_held_during
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = p_hold_id and appointment.appointment_type_id = v_type.id;

  -- In the order of time, as everybody takes more than one.
  for v_starts_at in select distinct wanted from unnest(p_starts) as wanted order by wanted loop
    v_during := tstzrange(v_starts_at, v_starts_at + make_interval(mins => v_type.duration_minutes));
    v_hold := case when v_held_during = v_during then app.lock_booking(p_hold_id, p_hold_version) end;
    if v_hold.state = 'held' then
      if app.is_elsewhere(p_name, p_email, v_during) then
        perform app.refuse('CLASH', 'this student has a booking at one of these times');
      end if;
      update app.bookings booking
      set state = 'confirmed', name = p_name, email = p_email, time_zone = p_time_zone, confirmed_at = now(),
          answers = v_answers, series_id = v_series_id
      where booking.id = v_hold.id;
      update app.appointments appointment set held_until = null where appointment.id = v_hold.appointment_id;
      v_booked := v_booked || jsonb_build_object(
        'booking_id', v_hold.id, 'link_version', v_hold.link_version, 'starts_at', v_starts_at, 'ends_at', upper(v_during)
      );
      continue;
    end if;
    v_appointment_id := app.take_seat(v_type, v_starts_at, null);
    if v_appointment_id is null then
      perform app.refuse(
        case when app.is_elsewhere(p_name, p_email, v_during) then 'CLASH' else 'TAKEN' end, 'one of its dates is not to be had'
      );
    end if;
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at, answers, series_id)
    values (v_appointment_id, 'confirmed', v_during, p_name, p_email, p_time_zone, now(), v_answers, v_series_id)
    on conflict on constraint students_are_never_in_two_places do nothing
    returning id into v_booking_id;
    if not found then
      perform app.refuse('CLASH', 'this student has a booking at one of these times');
    end if;
    v_booked := v_booked || jsonb_build_object(
      'booking_id', v_booking_id, 'link_version', 1, 'starts_at', v_starts_at, 'ends_at', upper(v_during)
    );
  end loop;

  v_booking_id := (v_booked -> 0 ->> 'booking_id')::uuid;
  -- One mail tells of them all; a program hears of each.
  perform app.enqueue_mails(v_booking_id, 'confirmed', p_email);
  perform app.tell_hooks((other.booked ->> 'booking_id')::uuid, 'confirmed')
  from jsonb_array_elements(v_booked - 0) with ordinality as other (booked, nth) order by other.nth;
  v_answer := jsonb_build_object('series_id', v_series_id, 'bookings', v_booked);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_series.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;

-- Cancels the coming dates of a series by the link of any of them, but for those that start within cutoff_minutes. Twice is once.
-- Gives {cancelled, left, teacher}: how many dates were cancelled, how many could not be any more, whose slots changed.
-- Refuses: NTFND where it is no series; LATE0 where there are dates to come, and all of them too soon.
create or replace function api.cancel_series(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_type app.appointment_types;
  v_wanted uuid[];
  v_left integer;
begin
  select * into v_booking from app.bookings booking
  where booking.id = cancel_series.p_booking_id and booking.link_version = cancel_series.p_link_version;
  if v_booking.series_id is null then
    perform app.refuse('NTFND', 'no such series');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  perform app.lock_booker(v_booking.email);
  perform app.lock_series(v_type.teacher_id);
  perform from app.appointments appointment
  where appointment.id in (select booking.appointment_id from app.bookings booking where booking.series_id = v_booking.series_id)
  order by appointment.id for update;

  select
    array_agg(coming.id order by coming.during) filter (where not coming.is_late),
    count(*) filter (where coming.is_late)
  into v_wanted, v_left
  from (
    select booking.id, booking.during,
      lower(booking.during) - make_interval(mins => v_type.cutoff_minutes) < now() as is_late
    from app.bookings booking
    where booking.series_id = v_booking.series_id and booking.state = 'confirmed' and lower(booking.during) > now()
  ) as coming;
  if v_wanted is null and v_left > 0 then
    perform app.refuse('LATE0', 'inside the cutoff');
  elsif v_wanted is not null then
    update app.bookings booking set state = 'cancelled', cancelled_at = now() where booking.id = any (v_wanted);
    perform app.give_back_seat(booking.appointment_id) from app.bookings booking where booking.id = any (v_wanted);
    -- One mail tells of them all; a program hears of each.
    perform app.enqueue_mails(v_wanted[1], 'cancelled', v_booking.email);
    perform app.tell_hooks(other.id, 'cancelled') from unnest(v_wanted[2:]) with ordinality as other (id, nth) order by other.nth;
  end if;
  return jsonb_build_object(
    'cancelled', coalesce(cardinality(v_wanted), 0), 'left', v_left, 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;

-- A program's token as who made it sees it: not itself.
create function app.describe_token(p_token app.tokens) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', (describe_token.p_token).id, 'name', (describe_token.p_token).name, 'scopes', (describe_token.p_token).scopes,
    'beginning', (describe_token.p_token).beginning, 'expires_at', (describe_token.p_token).expires_at,
    'last_used_at', (describe_token.p_token).last_used_at, 'created_at', (describe_token.p_token).created_at
  )
$$;

-- A program that is told of bookings, as its teacher sees it: with the last things that it was told, and how many it never was.
create function app.describe_hook(p_hook app.hooks) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', (describe_hook.p_hook).id, 'version', (describe_hook.p_hook).version,
    'sealed_url', (describe_hook.p_hook).sealed_url, 'events', (describe_hook.p_hook).events,
    'off_at', (describe_hook.p_hook).off_at, 'failures', (describe_hook.p_hook).failures,
    'failing_since', (describe_hook.p_hook).failing_since,
    'old_until', case when (describe_hook.p_hook).old_until > now() then (describe_hook.p_hook).old_until end,
    'given_up', (
      select count(*) from app.hook_deliveries delivery
      where delivery.hook_id = (describe_hook.p_hook).id and delivery.given_up_at is not null
    ),
    'deliveries', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', delivery.id, 'event', delivery.event, 'booking_id', delivery.booking_id, 'created_at', delivery.created_at,
        'due_at', delivery.due_at, 'attempts', delivery.attempts, 'told_at', delivery.told_at,
        'given_up_at', delivery.given_up_at, 'status', delivery.status, 'error', delivery.error
      ) order by delivery.place desc), '[]')
      from (
        select * from app.hook_deliveries each
        where each.hook_id = (describe_hook.p_hook).id order by each.place desc limit 20
      ) as delivery
    )
  )
$$;

-- Nothing of what waits for a program that is switched off is told, unless its teacher wants it later.
create function app.give_up_on_hook(p_hook_id uuid, p_why text) returns void
language sql
as $$
  update app.hook_deliveries delivery
  set given_up_at = now(), error = coalesce(delivery.error, give_up_on_hook.p_why)
  where delivery.hook_id = give_up_on_hook.p_hook_id and delivery.told_at is null and delivery.given_up_at is null
$$;

-- For whom a token speaks, given the sha256 of it and what it is to be good for. Gives the Auth user.
-- Refuses: SIGIN for one that is unknown, revoked or has run out, DNIED for one that is not good for that, where p_scope is null
-- for none, and where its user has no desk here any more.
create function api.prove_token(p_hash bytea, p_scope text) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_token app.tokens;
begin
  select * into v_token from app.tokens token
  where token.hash = p_hash and (token.expires_at is null or token.expires_at > now());
  if not found then
    perform app.refuse('SIGIN', 'no such token');
  elsif p_scope is null or p_scope <> all (v_token.scopes) then
    perform app.refuse('DNIED', 'this token is not good for that');
  elsif not exists (select from app.teachers teacher where teacher.user_id = v_token.user_id)
    and not exists (select from app.staff staff where staff.user_id = v_token.user_id)
  then
    perform app.refuse('DNIED', 'neither a teacher nor of the staff');
  end if;
  update app.tokens token set last_used_at = date_trunc('hour', now())
  where token.id = v_token.id and token.last_used_at is distinct from date_trunc('hour', now());
  return v_token.user_id;
end
$$;

-- The tokens that somebody made for programs of theirs, the newest first. Gives [describe_token]. Refuses: DNIED.
create function api.list_tokens(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.in_charge_of(list_tokens.p_user_id);
  return (
    select coalesce(jsonb_agg(app.describe_token(token) order by token.created_at desc, token.id), '[]')
    from app.tokens token where token.user_id = list_tokens.p_user_id
  );
end
$$;

-- Makes a token for a program, under an id that the form has made; of the token itself only its sha256 and its beginning are
-- known here. Made again, as by who never got the answer, it is another one instead, unless a program has used it.
-- Gives it as describe_token. Refuses: DNIED, LIMIT above twenty, STALE.
create function api.make_token(
  p_user_id uuid, p_token_id uuid, p_name text, p_scopes text[], p_hash bytea, p_beginning text, p_expires_at timestamptz
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_token app.tokens;
begin
  perform app.in_charge_of(make_token.p_user_id);
  -- One after the other, so that twenty can be counted.
  perform pg_advisory_xact_lock(hashtextextended(p_user_id::text, 5));
  if (select count(*) from app.tokens token where token.user_id = p_user_id and token.id <> p_token_id) >= 20 then
    perform app.refuse('LIMIT', 'twenty tokens are as many as one can have');
  end if;
  insert into app.tokens (id, user_id, name, scopes, hash, beginning, expires_at)
  values (p_token_id, p_user_id, p_name, p_scopes, p_hash, p_beginning, p_expires_at)
  on conflict (id) do update
  set name = excluded.name, scopes = excluded.scopes, hash = excluded.hash, beginning = excluded.beginning,
    expires_at = excluded.expires_at
  where tokens.user_id = excluded.user_id and tokens.last_used_at is null
  returning * into v_token;
  if not found then
    perform app.refuse('STALE', 'there is such a token already');
  end if;
  return app.describe_token(v_token);
end
$$;

-- Takes a token back, from this moment on. Twice is once. Gives the tokens that are left, as list_tokens. Refuses: DNIED.
create function api.drop_token(p_user_id uuid, p_token_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from app.tokens token where token.id = p_token_id and token.user_id = p_user_id;
  return api.list_tokens(p_user_id);
end
$$;

-- The programs that are told of a teacher's bookings, in the order they were added. Gives [describe_hook]. Refuses: DNIED.
create function api.list_hooks(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_hooks.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(app.describe_hook(hook) order by hook.created_at, hook.id), '[]')
    from app.hooks hook where hook.teacher_id = v_teacher.id
  );
end
$$;

-- Adds a program that is told of bookings under an id that the form has made (p_version 0), with its address and its secret, or
-- changes what one is told and whether, which takes neither. Switched on it has a clean slate; switched off, what waits is
-- given up. Saving the same again changes nothing.
-- Gives describe_hook with its sealed_secret. Refuses: DNIED, NTFND for another teacher's, STALE, LIMIT above five.
create function api.save_hook(
  p_user_id uuid, p_hook_id uuid, p_version integer, p_events text[], p_is_on boolean, p_sealed_url text, p_sealed_secret text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_hook.p_user_id);
  v_hook app.hooks;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_teacher.id::text, 6));
  select * into v_hook from app.hooks hook where hook.id = p_hook_id for no key update;
  if found and v_hook.teacher_id <> v_teacher.id or not found and p_version > 0 then
    perform app.refuse('NTFND', 'no such hook');
  end if;
  if v_hook.id is null then
    if (select count(*) from app.hooks hook where hook.teacher_id = v_teacher.id) >= 5 then
      perform app.refuse('LIMIT', 'five are as many as one teacher can have');
    end if;
    insert into app.hooks (id, teacher_id, sealed_url, sealed_secret, secret_id, events, off_at)
    values (p_hook_id, v_teacher.id, p_sealed_url, p_sealed_secret, p_hook_id, p_events, case when not p_is_on then now() end)
    returning * into v_hook;
  elsif v_hook.version = p_version then
    update app.hooks hook
    set version = hook.version + 1, events = p_events, failures = 0, failing_since = null,
      off_at = case when not p_is_on then coalesce(hook.off_at, now()) end
    where hook.id = p_hook_id returning * into v_hook;
    perform app.give_up_on_hook(v_hook.id, 'switched off') where not p_is_on;
  elsif v_hook.version <> p_version + 1 or v_hook.events <> p_events or (v_hook.off_at is null) <> p_is_on then
    perform app.refuse('STALE', 'the hook was changed elsewhere');
  end if;
  return app.describe_hook(v_hook) || jsonb_build_object('sealed_secret', v_hook.sealed_secret);
end
$$;

-- A program is told nothing of a teacher's bookings any more, also not what still waits. Twice is once. Refuses: DNIED.
create function api.drop_hook(p_user_id uuid, p_hook_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_hook.p_user_id);
begin
  delete from app.hooks hook where hook.id = p_hook_id and hook.teacher_id = v_teacher.id;
end
$$;

-- Signs with another secret from now on, and for a day with the one before, too, so that the other side can change over.
-- p_secret_id is made by who asks: asking again by the same changes nothing. Gives describe_hook with its sealed_secret.
-- Refuses: DNIED, NTFND.
create function api.renew_hook_secret(p_user_id uuid, p_hook_id uuid, p_secret_id uuid, p_sealed_secret text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(renew_hook_secret.p_user_id);
  v_hook app.hooks;
begin
  update app.hooks hook
  set sealed_old_secret = hook.sealed_secret, old_until = now() + interval '1 day',
    sealed_secret = p_sealed_secret, secret_id = p_secret_id
  where hook.id = p_hook_id and hook.teacher_id = v_teacher.id and hook.secret_id <> p_secret_id;
  select * into v_hook from app.hooks hook where hook.id = p_hook_id and hook.teacher_id = v_teacher.id;
  if not found then
    perform app.refuse('NTFND', 'no such hook');
  end if;
  return app.describe_hook(v_hook) || jsonb_build_object('sealed_secret', v_hook.sealed_secret);
end
$$;

-- Tells a program again what it was told or never was, by the same id: one thing, or without p_delivery_id all that was given
-- up. Gives how many. Refuses: DNIED, NTFND, CLOSD for a program that is switched off.
create function api.replay_hook(p_user_id uuid, p_hook_id uuid, p_delivery_id uuid) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(replay_hook.p_user_id);
  v_hook app.hooks;
  v_count integer;
begin
  select * into v_hook from app.hooks hook
  where hook.id = p_hook_id and hook.teacher_id = v_teacher.id for no key update;
  if not found then
    perform app.refuse('NTFND', 'no such hook');
  elsif v_hook.off_at is not null then
    perform app.refuse('CLOSD', 'it is switched off');
  end if;
  update app.hook_deliveries delivery
  set due_at = now(), attempts = 0, told_at = null, given_up_at = null, status = null, error = null
  where delivery.hook_id = p_hook_id
    and case when p_delivery_id is null then delivery.given_up_at is not null else delivery.id = p_delivery_id end;
  get diagnostics v_count = row_count;
  if v_count = 0 and p_delivery_id is not null then
    perform app.refuse('NTFND', 'no such delivery');
  end if;
  return v_count;
end
$$;

-- The next thing to tell a program, for one drainer: nobody else tells that program anything for p_lease_seconds, so that it
-- hears one thing after the other; and what became of one booking in its order, whatever had to be tried again.
-- Gives {id, claim, hook_id, event, created_at, sealed_url, sealed_secret, sealed_old_secret, booking: describe_listed}, or null.
create function api.take_hook_delivery(p_lease_seconds integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_claim uuid := gen_random_uuid();
  v_delivery app.hook_deliveries;
  v_hook app.hooks;
begin
  select delivery.* into v_delivery
  from app.hook_deliveries delivery
  join app.hooks hook on hook.id = delivery.hook_id
  where delivery.told_at is null and delivery.given_up_at is null and delivery.due_at <= now()
    and hook.off_at is null and (hook.claimed_until is null or hook.claimed_until <= now())
    and not exists (
      select from app.hook_deliveries earlier
      where earlier.booking_id = delivery.booking_id and earlier.hook_id = delivery.hook_id and earlier.place < delivery.place
        and earlier.told_at is null and earlier.given_up_at is null
    )
  order by delivery.due_at, delivery.place
  limit 1
  for no key update of delivery, hook skip locked;
  if not found then
    return null;
  end if;
  update app.hooks hook set claim = v_claim, claimed_until = now() + make_interval(secs => p_lease_seconds)
  where hook.id = v_delivery.hook_id returning * into v_hook;
  update app.hook_deliveries delivery set attempts = delivery.attempts + 1 where delivery.id = v_delivery.id;
  return jsonb_build_object(
    'id', v_delivery.id, 'claim', v_claim, 'hook_id', v_hook.id, 'event', v_delivery.event, 'created_at', v_delivery.created_at,
    'sealed_url', v_hook.sealed_url, 'sealed_secret', v_hook.sealed_secret,
    'sealed_old_secret', case when v_hook.old_until > now() then v_hook.sealed_old_secret end,
    'booking', (select app.describe_listed(booking) from app.bookings booking where booking.id = v_delivery.booking_id)
  );
end
$$;

-- What became of telling a program something, by who had the turn: p_status is what was answered, if anything was, and p_error
-- null says that it was taken. Else it is tried again ever later, for about a day; then it is given up, visibly. A program whose
-- last fifty tries failed, and that for three days, is switched off.
create function api.settle_hook_delivery(p_delivery_id uuid, p_claim uuid, p_status integer, p_error text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_pauses constant interval[] := '{10 seconds, 1 minute, 5 minutes, 30 minutes, 2 hours, 6 hours, 15 hours}';
  v_hook app.hooks;
begin
  update app.hooks hook
  set claim = null, claimed_until = null,
    failures = case when p_error is null then 0 else hook.failures + 1 end,
    failing_since = case when p_error is not null then coalesce(hook.failing_since, now()) end
  from app.hook_deliveries delivery
  where delivery.id = p_delivery_id and hook.id = delivery.hook_id and hook.claim = p_claim
  returning hook.* into v_hook;
  -- That it was told is true whoever has the turn by now.
  if v_hook.id is null and p_error is not null then
    return;
  end if;
  update app.hook_deliveries delivery
  set status = p_status, error = left(p_error, 500),
    told_at = case when p_error is null then now() end,
    given_up_at = case when p_error is not null and delivery.attempts > cardinality(v_pauses) then now() end,
    due_at = case when p_error is null then delivery.due_at else now() + coalesce(v_pauses[delivery.attempts], '0') end
  where delivery.id = p_delivery_id and delivery.told_at is null;
  if v_hook.failures >= 50 and v_hook.failing_since <= now() - interval '3 days' then
    update app.hooks hook set off_at = now() where hook.id = v_hook.id;
    perform app.give_up_on_hook(v_hook.id, 'switched off');
  end if;
end
$$;

-- Forgets what programs were told a month ago.
create function api.drop_old_deliveries() returns void
language sql volatile security definer set search_path = ''
as $$
  delete from app.hook_deliveries delivery where delivery.created_at < now() - interval '30 days'
$$;

revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
