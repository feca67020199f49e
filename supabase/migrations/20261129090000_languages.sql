-- The language a booker asked in, kept with what their mails are written from.
-- Those that we speak to bookers, as in lib/languages/languages.js.
create type app.language as enum ('en', 'de', 'fr', 'es');

-- The language of who asks, as lib/db.ts says it for the one statement; English where nobody said one, or said one that we do
-- not speak.
create function app.asker_language() returns app.language
language sql stable
as $$
  select case
    when current_setting('firstbell.language', true) = any (enum_range(null::app.language)::text[])
      then current_setting('firstbell.language', true)::app.language
    else 'en'
  end
$$;

-- Everybody before asked in English. The default is looked up once for all of them, and no table is written anew.
alter table app.bookings add column language app.language not null default app.asker_language();
alter table app.waits add column language app.language not null default app.asker_language();
alter table app.bookers add column language app.language not null default app.asker_language();
alter table app.invitations add column language app.language not null default app.asker_language();

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
    'language', p_booking.language,
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

-- What somebody waits for, with all that its page and its mails say of it: where in line, or the seat that is offered.
create or replace function app.describe_wait(p_wait app.waits) returns jsonb
language plpgsql stable
as $$
declare
  v_offer app.bookings;
begin
  select * into v_offer from app.bookings booking
  where booking.wait_id = p_wait.id and booking.wait_id is not null and booking.state <> 'expired';
  return (
    select jsonb_build_object(
      'wait_id', p_wait.id, 'link_version', p_wait.link_version,
      -- One that ran out is over, whether the next one has been found yet or not.
      'state', case when v_offer.state = 'held' and v_offer.held_until <= now() then 'lapsed' else p_wait.state::text end,
      'kind', p_wait.kind, 'wanted_from', lower(p_wait.wanted), 'minutes', p_wait.duration_minutes,
      'place', case when p_wait.state = 'waiting' then app.place_of(p_wait) end,
      'name', p_wait.person_name, 'email', p_wait.email, 'time_zone', p_wait.time_zone,
      'language', p_wait.language,
      'offer', case when v_offer.id is not null then app.hold_answer(v_offer) end,
      'teacher', jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone, 'school', school.name
      ),
      'type', app.describe_offer(type)
    )
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    join app.schools school on school.id = teacher.school_id
    where type.id = p_wait.appointment_type_id
  );
end
$$;

-- An invitation with all that its mail says of it.
create or replace function app.describe_invitation(p_invitation app.invitations) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'invitation_id', p_invitation.id, 'link_version', p_invitation.link_version, 'email', p_invitation.email,
      'name', p_invitation.name, 'language', p_invitation.language, 'opening_id', opening.id, 'opening', opening.name,
      'school', school.name, 'opens_at', each.opens_at, 'joins_at', opening.joins_at,
      'waiting_room', opening.waiting_room, 'bookings_each', opening.bookings_each,
      'time_zone', (
        select teacher.time_zone from app.teachers teacher where teacher.school_id = opening.school_id
        group by teacher.time_zone order by count(*) desc, teacher.time_zone limit 1
      )
    )
    from app.opening_groups each
    join app.openings opening on opening.id = each.opening_id
    join app.schools school on school.id = opening.school_id
    where each.id = p_invitation.group_id
  );
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
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, book_series.p_email);
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
    -- An offer that ran out is the next one's.
    if v_hold.state = 'held' and (v_hold.wait_id is null or v_hold.held_until > now()) then
      if app.is_elsewhere(p_name, p_email, v_during) then
        perform app.refuse('CLASH', 'this student has a booking at one of these times');
      end if;
      update app.bookings booking
      set state = 'confirmed', name = p_name, email = p_email, time_zone = p_time_zone, language = app.asker_language(),
          confirmed_at = now(), answers = v_answers, series_id = v_series_id
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

-- Turns a hold into a booking, or into a request where the teacher decides. A hold that ran out still does while nobody has taken its time.
-- p_answers is {id: answer} to what the type asks. Gives what book_slot gives. Refuses: REUSE, NTFND, INVAL, LAPSD, CLOSD (it has begun meanwhile), QUEUE (its
-- opening was made meanwhile), CLASH, LIMIT, SLOWD.
create or replace function api.confirm_hold(
  p_key text, p_booking_id uuid, p_link_version integer, p_name text, p_email text, p_time_zone text,
  p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('confirm', p_booking_id, p_link_version, p_name, p_email, p_time_zone, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(confirm_hold.p_key, v_body_hash);
  v_type app.appointment_types;
  v_booking app.bookings;
  v_decide_until timestamptz;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(confirm_hold.p_email);
  perform app.lock_ticket_of(confirm_hold.p_booking_id);
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
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, confirm_hold.p_email);
  end if;
  if v_type.opening_id is not null then
    perform app.require_right_to_confirm(v_type.opening_id, v_booking);
    perform app.require_share(v_type.opening_id, confirm_hold.p_email);
  elsif v_type.needs_approval then
    v_decide_until := app.decide_until(v_type, lower(v_booking.during));
  end if;

  update app.bookings booking
  set state = case when v_decide_until is null then 'confirmed'::app.booking_state else 'pending' end,
      name = confirm_hold.p_name, email = confirm_hold.p_email, time_zone = confirm_hold.p_time_zone, language = app.asker_language(),
      confirmed_at = case when v_decide_until is null then now() end, decide_until = v_decide_until,
      answers = app.answers_to(v_type.questions, confirm_hold.p_answers)
  where booking.id = v_booking.id;
  update app.appointments appointment set held_until = null where appointment.id = v_booking.appointment_id;
  perform app.enqueue_mails(
    v_booking.id, case when v_decide_until is null then 'confirmed'::app.mail_kind else 'requested' end, confirm_hold.p_email
  );

  v_answer := app.hold_answer(v_booking) - 'held_until' - 'extensions_left';
  if v_decide_until is not null then
    v_answer := v_answer || jsonb_build_object('decide_until', v_decide_until);
  end if;
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;

-- Mails a link to all bookings of an address to that address, where there are any, or where it waits for one: once a minute and six times an hour at most,
-- in its turn among its other mails. The answer is the same for every address.
create or replace function api.ask_mine(p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_addressee uuid := md5(ask_mine.p_email)::uuid;
  v_booker_id uuid;
  v_planned_at timestamptz;
begin
  -- Those who ask for one address take turns, so that each sees the mail that waits.
  perform app.lock_booker(ask_mine.p_email);
  if not exists (select from app.bookings_of(ask_mine.p_email))
    and not exists (select from app.waits wait where wait.email = ask_mine.p_email) then
    return;
  end if;
  insert into app.bookers as known (email) values (ask_mine.p_email)
  on conflict on constraint bookers_never_share_an_email do update set language = excluded.language
  where known.language <> excluded.language;
  select booker.id into v_booker_id from app.bookers booker where booker.email = ask_mine.p_email;
  v_planned_at := app.mail_turn('mine', v_addressee);
  if v_planned_at <= now() + interval '19 minutes' and not exists (
    select from app.mails mail
    where mail.booker_id = v_booker_id and mail.planned_at > now() - interval '1 minute'
  ) and 6 > (
    select count(*) from app.mails mail
    where mail.booker_id = v_booker_id and mail.planned_at > now() - interval '1 hour'
  ) then
    insert into app.mails (booker_id, kind, recipient, addressee, planned_at, due_at)
    values (v_booker_id, 'mine', 'booker', v_addressee, v_planned_at, v_planned_at);
  end if;
end
$$;

-- Sends a personal link to whoever may come without being invited: who opens it has shown that the address is theirs.
-- The answer is the same whether it was asked for before or not. Refuses: NTFND, CLOSD, DNIED (for the invited only),
-- LIMIT (50,000 have asked).
create or replace function api.ask_invitation(p_opening_id uuid, p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings;
  v_invitation app.invitations;
begin
  select * into v_opening from app.openings opening where opening.id = ask_invitation.p_opening_id;
  if not found then
    perform app.refuse('NTFND', 'no such opening');
  elsif v_opening.audience <> 'anyone' or not v_opening.by_ticket then
    perform app.refuse('DNIED', 'for the invited only');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  end if;
  if 50000 <= (select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id) then
    perform app.refuse('LIMIT', 'as many as one opening can have');
  end if;
  -- Those who ask for one address take turns, so that each sees the mail that waits.
  perform app.lock_booker(ask_invitation.p_email);
  insert into app.invitations as known (opening_id, group_id, email, asked)
  select v_opening.id, each.id, ask_invitation.p_email, true
  from app.opening_groups each where each.opening_id = v_opening.id
  order by each.position desc limit 1
  on conflict on constraint invitations_are_one_an_address do update set language = excluded.language
  where known.language <> excluded.language and known.revoked_at is null;
  select * into v_invitation from app.invitations invitation
  where invitation.opening_id = v_opening.id and invitation.email = ask_invitation.p_email and invitation.revoked_at is null;
  if found then
    perform app.invite(v_invitation, p_asked => true);
  end if;
end
$$;

-- All that is held of a booker's address, as it is stored: what was booked with what was answered, invitations with the places
-- that were taken by them, mails, and the calendar that is given out. Refuses: NTFND.
create or replace function api.export_mine(p_booker_id uuid, p_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(export_mine.p_booker_id, export_mine.p_version);
begin
  return jsonb_build_object(
    'email', v_booker.email,
    'language', v_booker.language,
    'exported_at', now(),
    'first_asked_at', v_booker.created_at,
    'bookings', (
      -- Whatever column a booking gets: it is theirs.
      select coalesce(jsonb_agg(
        (app.describe_own(booking) || to_jsonb(booking))
        - '{id,appointment_id,student,during,link_version,extensions_left,ticket_id,wait_id}'::text[]
        order by booking.during, booking.id
      ), '[]')
      from app.bookings_of(v_booker.email) as booking
    ),
    'invitations', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'opening', opening.name, 'school', school.name, 'name', invitation.name, 'asked', invitation.asked,
        'language', invitation.language, 'created_at', invitation.created_at, 'revoked_at', invitation.revoked_at,
        'place', case when ticket.id is not null then
          to_jsonb(ticket) - '{opening_id,group_id,invitation_id}'::text[]
        end
      ) order by invitation.created_at, invitation.id), '[]')
      from app.invitations invitation
      join app.openings opening on opening.id = invitation.opening_id
      join app.schools school on school.id = opening.school_id
      left join app.tickets ticket on ticket.invitation_id = invitation.id
      where invitation.email = v_booker.email
    ),
    'waiting_for', (
      select coalesce(jsonb_agg(
        to_jsonb(wait) - '{appointment_type_id,link_version}'::text[] || jsonb_build_object('type', type.name, 'teacher', teacher.name)
        order by wait.created_at, wait.id
      ), '[]')
      from app.waits wait
      join app.appointment_types type on type.id = wait.appointment_type_id
      join app.teachers teacher on teacher.id = type.teacher_id
      where wait.email = v_booker.email
    ),
    'mails', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'kind', mail.kind, 'booking_id', mail.booking_id, 'planned_at', mail.planned_at, 'sent_at', mail.sent_at,
        'failed_at', mail.failed_at, 'error', mail.error
      ) order by mail.planned_at, mail.id), '[]')
      from app.mails mail where mail.addressee in (
        md5(v_booker.email)::uuid, md5('teacher ' || v_booker.email)::uuid, md5('reminders ' || v_booker.email)::uuid
      )
    ),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.booker_id = v_booker.id)
  );
end
$$;

-- What a calendar with a secret address shows, from thirty days ago on, by start, at most 3,000 entries. A booker's has
-- {language, bookings: [describe_booking with changed_at]}; a teacher's {teacher, time_zone, appointments: [{id, starts_at, ends_at, seats, changed_at, type,
-- place_kind, place, bookings: [{id, state, name, email, moves}]}]}. What was cancelled is not in it. Refuses: NTFND.
create or replace function api.read_shared(p_secret_hash text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shared app.shared_calendars;
  v_since timestamptz := now() - interval '30 days';
begin
  select * into v_shared from app.shared_calendars shared where shared.secret_hash = decode(p_secret_hash, 'hex');
  if not found then
    perform app.refuse('NTFND', 'no such calendar');
  elsif v_shared.booker_id is not null then
    return jsonb_build_object('language', (
      select booker.language from app.bookers booker where booker.id = v_shared.booker_id
    ), 'bookings', (
      select coalesce(jsonb_agg(
        app.describe_booking(booking) || jsonb_build_object('changed_at', coalesce(booking.confirmed_at, booking.created_at))
        order by booking.during, booking.id
      ), '[]')
      from (
        select own.* from app.bookers booker
        cross join lateral app.bookings_of(booker.email) as own
        where booker.id = v_shared.booker_id and upper(own.during) > v_since
          and own.state in ('pending', 'confirmed', 'completed', 'no_show')
        order by own.during, own.id
        limit 3000
      ) as booking
    ));
  end if;
  return (
    select jsonb_build_object('teacher', teacher.name, 'time_zone', teacher.time_zone, 'appointments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', shown.id, 'starts_at', shown.starts_at, 'ends_at', shown.ends_at, 'seats', shown.seats,
        'changed_at', shown.changed_at, 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
        'bookings', shown.bookings
      ) order by shown.starts_at, shown.id), '[]')
      from (
        select appointment.*, booked.bookings, booked.changed_at
        from app.appointments appointment
        cross join lateral (
          select max(coalesce(booking.confirmed_at, booking.created_at)) as changed_at, jsonb_agg(jsonb_build_object(
            'id', booking.id, 'state', booking.state, 'name', booking.name, 'email', booking.email, 'moves', booking.moves
          ) order by booking.name, booking.id) as bookings
          from app.bookings booking
          where booking.appointment_id = appointment.id
            and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
        ) as booked
        where appointment.teacher_id = teacher.id and appointment.cancelled_at is null
          and appointment.busy && tstzrange(v_since, null) and booked.bookings is not null
        order by appointment.starts_at
        limit 3000
      ) as shown
      join app.appointment_types type on type.id = shown.appointment_type_id
    ))
    from app.teachers teacher where teacher.id = v_shared.teacher_id
  );
end
$$;

-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of
-- what is not so any more of its booking, or of an invitation that was revoked, or whose opening is over, or of a wait or an
-- offer that is none any more, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation, booker, wait}], all but one of the last four null; a booker is
-- {booker_id, version, email, language}.
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
        when mail.wait_id is not null and not app.is_still_so(mail) then 'over meanwhile'
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
      'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end,
      'booker', case when booker.id is not null then
        jsonb_build_object('booker_id', booker.id, 'version', booker.version, 'email', booker.email, 'language', booker.language)
      end,
      'wait', case when waited.id is not null then app.describe_wait(waited) end
    ) order by taken.created_at), '[]'), (select count(*) from given_up)
    into v_taken, v_given_up
    from taken
    left join app.bookings booking on booking.id = taken.booking_id
    left join app.invitations invitation on invitation.id = taken.invitation_id
    left join app.bookers booker on booker.id = taken.booker_id
    left join app.waits waited on waited.id = taken.wait_id;
    -- Behind those that are given up more may be due.
    exit when v_taken <> '[]' or v_given_up = 0;
  end loop;
  return v_taken;
end
$$;

-- Books for somebody who cannot: a staff member lets the family in at once, whoever else is waiting, and it is written down.
-- Else as book_slot: the same refusals, and DNIED and NTFND for another school's opening, or a type that does not wait for it.
create or replace function api.book_for(
  p_user_id uuid, p_opening_id uuid, p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_name text, p_email text,
  p_time_zone text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(book_for.p_user_id, book_for.p_opening_id);
  v_actor text := (app.find_office(book_for.p_user_id)).email;
  v_ticket_id uuid;
  v_link_version integer;
  v_language app.language;
  v_answer jsonb;
begin
  -- Twins of one key take turns here already, since the ticket comes before the key is looked at.
  perform pg_advisory_xact_lock(hashtextextended(book_for.p_key, 0));
  if exists (select from app.requests request where request.key = book_for.p_key) then
    return api.book_slot(
      book_for.p_key, book_for.p_teacher, book_for.p_type, book_for.p_starts_at, book_for.p_name, book_for.p_email,
      book_for.p_time_zone
    );
  elsif (app.find_type(book_for.p_teacher, book_for.p_type)).opening_id is distinct from v_opening.id then
    perform app.refuse('NTFND', 'no such appointment type in this opening');
  end if;
  -- The rules before the booker's turn, and that before the ticket's, as in book_slot.
  perform app.share_rules(book_for.p_teacher);
  perform app.lock_booker(book_for.p_email);
  insert into app.invitations (opening_id, group_id, email, name)
  select v_opening.id, each.id, book_for.p_email, book_for.p_name
  from app.opening_groups each where each.opening_id = v_opening.id
  order by each.position desc limit 1
  on conflict on constraint invitations_are_one_an_address do nothing;
  -- As whoever joins: in the draw of its group before it, and behind it in the order of arrival after.
  perform pg_advisory_xact_lock_shared(hashtextextended(invitation.group_id::text, 2)) from app.invitations invitation
  where invitation.opening_id = v_opening.id and invitation.email = book_for.p_email;
  insert into app.tickets (id, opening_id, group_id, invitation_id, joined_at, rank)
  select made.id, each.opening_id, each.id, invitation.id, made.at,
    case when each.drawn_at is null and made.at < each.opens_at then app.rank_of(each.seed, made.id) end
  from app.invitations invitation
  join app.opening_groups each on each.id = invitation.group_id
  cross join (select gen_random_uuid() as id, clock_timestamp() as at) as made
  where invitation.opening_id = v_opening.id and invitation.email = book_for.p_email
  on conflict on constraint tickets_are_one_an_invitation do nothing;
  update app.tickets ticket
  set admitted_at = coalesce(ticket.admitted_at, now()), pass_until = greatest(ticket.pass_until, now() + interval '1 minute'), left_at = null
  from app.invitations invitation
  where invitation.id = ticket.invitation_id and invitation.opening_id = v_opening.id and invitation.email = book_for.p_email
  returning ticket.id, invitation.link_version, invitation.language into v_ticket_id, v_link_version, v_language;
  -- That of the family, and not of who sits in the office.
  perform set_config('firstbell.language', v_language::text, true);
  v_answer := api.book_slot(
    book_for.p_key, book_for.p_teacher, book_for.p_type, book_for.p_starts_at, book_for.p_name, book_for.p_email,
    book_for.p_time_zone, v_ticket_id, v_link_version
  );
  perform app.log_opening(v_opening.id, 'booked_for', v_actor, jsonb_build_object('booking', v_answer -> 'booking_id'));
  return v_answer;
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
