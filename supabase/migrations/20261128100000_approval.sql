-- Types of which the teacher decides each request: what is asked for holds its seat until it is decided, withdrawn or lapses.

alter table app.appointment_types add column needs_approval boolean not null default false;
alter table app.appointment_types add column decide_hours integer not null default 48 check (decide_hours between 1 and 336);
alter table app.appointment_types
  add constraint appointment_types_that_ask_are_asked_one_by_one check (not needs_approval or series_cap = 1);

alter table app.bookings add column decide_until timestamptz;
alter table app.bookings add column decided_at timestamptz;
alter table app.bookings add column has_lapsed boolean not null default false;
alter table app.bookings add constraint requests_are_decided_in_time check (state <> 'pending' or decide_until is not null);
create index bookings_waiting on app.bookings (decide_until) where (state = 'pending');
create index bookings_lapsed on app.bookings (decided_at) where (has_lapsed);

drop function app.mail_turn(app.mail_kind, uuid);
drop function app.tell_booker(uuid, app.mail_kind, text);

-- Until when a teacher decides what is asked for now: the type's hours from now on, and never past the start.
create or replace function app.decide_until(p_type app.appointment_types, p_starts_at timestamptz) returns timestamptz
language plpgsql stable
as $$
begin
  return least(now() + make_interval(hours => p_type.decide_hours), p_starts_at);
end
$$;
-- When the next mail to a booker's address goes out. It was typed by anybody, so it gets one a minute at most, the first at
-- once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a cancellation is told all the same, and
-- so is an answer.
create or replace function app.mail_turn(p_kind app.mail_kind, p_addressee uuid, p_is_answer boolean default false) returns timestamptz
language plpgsql
as $$
declare
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = mail_turn.p_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and mail_turn.p_kind in ('confirmed', 'requested') and not p_is_answer then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  return v_planned_at;
end
$$;
-- Tells the booker, in their turn, in the transaction that gives the reason. Refuses: SLOWD, but for an answer to what they asked.
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
end
$$;
-- Says no to a request whose appointment is locked: its seat is free again, and the booker is told, with the reason; or kindly
-- that nobody has answered, where it lapses.
create or replace function app.decline_booking(p_booking app.bookings, p_reason text, p_lapses boolean default false) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'declined', decided_at = now(), has_lapsed = p_lapses, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  perform app.tell_booker(
    p_booking.id, case when p_lapses then 'lapsed'::app.mail_kind else 'declined' end, p_booking.email, p_is_answer => true
  );
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
  perform app.tell_booker(told.id, 'moved', told.email) from (
    select booking.id, booking.email from app.bookings booking
    where booking.appointment_id = any (v_moving) and booking.state in ('pending', 'confirmed')
    order by booking.during, booking.id
  ) as told;
end
$$;
-- What waits for a teacher's answer, and what has run out without one in the last seven days:
-- {waiting, decide_until, lapsed}, the second being when the first of them runs out.
create or replace function app.requests_of(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  select jsonb_build_object('waiting', count(*), 'decide_until', min(booking.decide_until), 'lapsed', (
    select count(*)
    from app.bookings lapsed
    join app.appointments appointment on appointment.id = lapsed.appointment_id
    where lapsed.has_lapsed and lapsed.decided_at > now() - interval '7 days' and appointment.teacher_id = requests_of.p_teacher_id
  ))
  from app.appointments appointment
  join app.bookings booking on booking.appointment_id = appointment.id
  where appointment.teacher_id = requests_of.p_teacher_id
    and appointment.busy && tstzrange(now(), null)
    and appointment.cancelled_at is null
    and booking.state = 'pending' and booking.decide_until > now()
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
      'cancel_reason', p_booking.cancel_reason,
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
-- A type as who may book it sees it. Where one meets is told of an address alone: whose number or room it is, is for who has booked.
create or replace function app.describe_offer(p_type app.appointment_types) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'handle', p_type.handle, 'name', p_type.name, 'description', p_type.description,
    'duration_minutes', p_type.duration_minutes, 'seats', p_type.seats, 'notice_minutes', p_type.notice_minutes,
    'other_durations', p_type.other_durations, 'series_cap', p_type.series_cap, 'questions', p_type.questions,
    'place_kind', p_type.place_kind, 'address', case p_type.place_kind when 'address' then p_type.place else '' end,
    'needs_approval', p_type.needs_approval and p_type.opening_id is null, 'decide_hours', p_type.decide_hours,
    'horizon_days', p_type.horizon_days, 'last_day', upper(p_type.dates) - 1, 'cutoff_minutes', p_type.cutoff_minutes,
    'opens_at', app.opens_at(p_type), 'opening', (
      select jsonb_build_object('id', opening.id, 'name', opening.name, 'by_ticket', opening.by_ticket)
      from app.openings opening where opening.id = p_type.opening_id
    )
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
    'position', p_type.position
  )
$$;
-- Takes one seat and confirms it, in one step; or asks for it, where the teacher decides. p_duration_minutes is one of the type's, and p_answers {id: answer} to what it asks.
-- Gives {booking_id, link_version, starts_at, ends_at}, and {decide_until} where it is only asked for; the same key gives the first answer again.
-- p_ticket_id is that of a proven pass, and p_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, INVAL, GONE0, CLOSD, LATE0, QUEUE, LIMIT, CLASH, TAKEN, SLOWD.
create or replace function api.book_slot(
  p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_name text, p_email text, p_time_zone text,
  p_ticket_id uuid default null, p_link_version integer default 1, p_duration_minutes integer default null, p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('book', p_teacher, p_type, extract(epoch from p_starts_at), p_name, p_email, p_time_zone, p_duration_minutes, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_slot.p_key, v_body_hash);
  v_type app.appointment_types;
  v_during tstzrange;
  v_booking_id uuid;
  v_appointment_id uuid;
  v_ticket_id uuid;
  v_answers jsonb;
  v_decide_until timestamptz;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(book_slot.p_teacher);
  v_type := app.find_type(book_slot.p_teacher, book_slot.p_type, book_slot.p_duration_minutes);
  perform app.require_offered(v_type, book_slot.p_starts_at);
  v_answers := app.answers_to(v_type.questions, book_slot.p_answers);
  perform app.lock_booker(book_slot.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_slot.p_email);
  end if;
  if v_type.opening_id is not null then
    v_ticket_id := app.require_admission(v_type.opening_id, book_slot.p_ticket_id, book_slot.p_link_version);
    perform app.require_share(v_type.opening_id, book_slot.p_email);
  elsif v_type.needs_approval then
    v_decide_until := app.decide_until(v_type, book_slot.p_starts_at);
  end if;

  v_during := tstzrange(book_slot.p_starts_at, book_slot.p_starts_at + make_interval(mins => v_type.duration_minutes));
  v_appointment_id := app.take_seat(v_type, book_slot.p_starts_at, null);
  if v_appointment_id is not null then
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at, ticket_id, answers, decide_until)
    values (
      v_appointment_id, case when v_decide_until is null then 'confirmed'::app.booking_state else 'pending' end, v_during,
      book_slot.p_name, book_slot.p_email, book_slot.p_time_zone, case when v_decide_until is null then now() end, v_ticket_id,
      v_answers, v_decide_until
    )
    on conflict on constraint students_are_never_in_two_places do nothing
    returning id into v_booking_id;
  end if;
  if v_booking_id is null then
    if v_appointment_id is not null or app.is_elsewhere(book_slot.p_name, book_slot.p_email, v_during) then
      perform app.refuse('CLASH', 'this student has a booking at that time');
    end if;
    perform app.refuse('TAKEN', 'no seat left');
  end if;
  perform app.enqueue_mails(
    v_booking_id, case when v_decide_until is null then 'confirmed'::app.mail_kind else 'requested' end, book_slot.p_email
  );

  v_answer := jsonb_build_object(
    'booking_id', v_booking_id, 'link_version', 1, 'starts_at', lower(v_during), 'ends_at', upper(v_during)
  );
  if v_decide_until is not null then
    v_answer := v_answer || jsonb_build_object('decide_until', v_decide_until);
  end if;
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_slot.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
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
  -- One mail tells of them all.
  perform app.enqueue_mails(v_booking_id, 'confirmed', p_email);
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
  if v_type.opening_id is not null then
    perform app.require_right_to_confirm(v_type.opening_id, v_booking);
    perform app.require_share(v_type.opening_id, confirm_hold.p_email);
  elsif v_type.needs_approval then
    v_decide_until := app.decide_until(v_type, lower(v_booking.during));
  end if;

  update app.bookings booking
  set state = case when v_decide_until is null then 'confirmed'::app.booking_state else 'pending' end,
      name = confirm_hold.p_name, email = confirm_hold.p_email, time_zone = confirm_hold.p_time_zone,
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
-- Cancels bookings by their teacher or the school's office, whatever the cutoff: those of p_booking_ids, or else all that touch
-- [p_from, p_until) of one teacher, who is oneself unless p_teacher names another; holds in that time lapse. All of it or
-- nothing, up to 500; each booker is told once, with p_reason. What is only asked for is declined. What has begun is not cancelled, and
-- what was cancelled or declined already, stays so.
-- Gives {cancelled: [ids], teachers: [handles]}: whose slots changed.
-- Refuses: DNIED, REUSE, NTFND for what is not in one's charge, CLOSD for what has begun, LIMIT.
create or replace function api.cancel_as_teacher(
  p_user_id uuid, p_key text, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('cancel as teacher', p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason)::text, 'UTF8'
  ));
  v_teachers uuid[] := app.in_charge_of(cancel_as_teacher.p_user_id);
  v_answer jsonb := app.first_answer(cancel_as_teacher.p_key, v_body_hash);
  v_appointments uuid[];
  v_booking app.bookings;
  v_cancelled uuid[] := '{}';
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_appointments := app.appointments_meant(v_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
  if (
    select count(*) from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
  ) > 500 and p_booking_ids is null then
    perform app.refuse('LIMIT', 'more than 500 bookings');
  end if;
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. Who confirms a hold only now has not been
  -- waited for: nothing is locked after the seats, and at worst their mail comes within the minute.
  perform app.lock_booker(known.email) from (
    select distinct booking.email from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
      and (p_booking_ids is null or booking.id = any (p_booking_ids))
    order by booking.email
  ) as known;
  -- Nor does a series of theirs lock by time meanwhile what is locked here by id, or one of them move.
  perform app.lock_series(whose.teacher_id) from (
    select distinct appointment.teacher_id from app.appointments appointment
    where appointment.id = any (v_appointments)
    order by appointment.teacher_id
  ) as whose;
  if v_appointments <> '{}' then
    -- What moved until then is where it is now.
    v_appointments := app.appointments_meant(v_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
  end if;
  perform from app.appointments appointment
  where appointment.id = any (v_appointments) order by appointment.id for update;

  for v_booking in
    select booking.* from app.bookings booking
    where booking.appointment_id = any (v_appointments)
      and case
        when p_booking_ids is null then booking.state in ('held', 'pending', 'confirmed')
        else booking.id = any (p_booking_ids) and booking.state not in ('held', 'expired')
      end
    order by booking.during, booking.id
  loop
    if v_booking.state = 'held' then
      update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
      perform app.give_back_seat(v_booking.appointment_id);
      continue;
    elsif v_booking.state not in ('cancelled', 'declined') then
      if lower(v_booking.during) <= now() then
        perform app.refuse('CLOSD', 'it has begun');
      end if;
      if v_booking.state = 'pending' then
        perform app.decline_booking(v_booking, p_reason);
      else
        perform app.withdraw_booking(v_booking, true, p_reason);
      end if;
    end if;
    v_cancelled := v_cancelled || v_booking.id;
  end loop;
  if not v_cancelled @> p_booking_ids then
    perform app.refuse('NTFND', 'one of these bookings is none, or is not in your charge');
  end if;

  v_answer := jsonb_build_object('cancelled', v_cancelled, 'teachers', array(
    select distinct app.teacher_of(changed) from unnest(v_appointments) as changed
  ));
  insert into app.requests (key, body_hash, booking_id, answer)
  values (cancel_as_teacher.p_key, v_body_hash, v_cancelled[1], v_answer);
  return v_answer;
end
$$;
-- Cancels a booking by its own link, until cutoff_minutes before it starts; what is only asked for, at any time. Twice
-- is once, and what its teacher has declined meanwhile stays so.
-- Gives {state, starts_at, teacher}: how it stands, and whose slots changed. Refuses: NTFND, LATE0.
create or replace function api.cancel_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_email text;
  v_booking app.bookings;
  v_cutoff_minutes integer;
begin
  select booking.email into v_email from app.bookings booking
  where booking.id = cancel_booking.p_booking_id and booking.link_version = cancel_booking.p_link_version;
  -- What is nobody's yet is confirmed in this very moment at most, and then without a turn to wait for.
  if v_email is null then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(v_email);
  v_booking := app.lock_booking(cancel_booking.p_booking_id, cancel_booking.p_link_version);
  if v_booking.id is null or v_booking.state not in ('pending', 'confirmed', 'cancelled', 'declined') then
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
  end if;
  if v_booking.state in ('pending', 'confirmed') then
    perform app.withdraw_booking(v_booking, false, null);
    v_booking.state := 'cancelled';
  end if;
  return jsonb_build_object(
    'state', v_booking.state, 'starts_at', lower(v_booking.during), 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;
-- Decides a request: by the signed link in its teacher's mail, of which p_link_version is the version, or by the teacher or the
-- school's office, who is p_user_id. Yes books it, no frees its seat; the booker is told, and of the office's yes the teacher
-- too. The same decision twice is once. A no is heard until the request has lapsed, a yes until its time is up.
-- Gives {state, teacher}: how it stands, and whose slots changed.
-- Refuses: DNIED, NTFND, LAPSD where its time is up, STALE where it was decided otherwise or withdrawn.
create or replace function api.decide_booking(
  p_user_id uuid, p_booking_id uuid, p_link_version integer, p_yes boolean, p_reason text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_state app.booking_state := case when p_yes then 'confirmed' else 'declined' end;
  v_teachers uuid[] := case when p_user_id is not null then app.in_charge_of(p_user_id) end;
  v_booking app.bookings;
  v_version integer := p_link_version;
  v_is_own boolean := true;
  v_email text;
begin
  if p_user_id is not null then
    select booking.link_version, teacher.user_id is not distinct from p_user_id into v_version, v_is_own
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = p_booking_id and teacher.id = any (v_teachers);
  end if;
  select booking.email into v_email from app.bookings booking
  where booking.id = p_booking_id and booking.link_version = v_version and booking.decide_until is not null;
  -- What is asked for in this very moment has no turn to wait for yet, as in cancel_booking.
  if v_email is null then
    perform app.refuse('NTFND', 'no such request in your charge');
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(v_email);
  v_booking := app.lock_booking(p_booking_id, v_version);
  if v_booking.has_lapsed or v_booking.state = 'pending' and p_yes and v_booking.decide_until <= now() then
    perform app.refuse('LAPSD', 'nobody answered in time');
  elsif v_booking.state = 'pending' and p_yes then
    update app.bookings booking set state = 'confirmed', confirmed_at = now(), decided_at = now() where booking.id = v_booking.id;
    perform app.tell_booker(v_booking.id, 'confirmed', v_booking.email, p_is_answer => true);
    insert into app.mails (booking_id, kind, recipient)
    select v_booking.id, 'confirmed', 'teacher' where not v_is_own;
  elsif v_booking.state = 'pending' then
    perform app.decline_booking(v_booking, p_reason);
  elsif v_booking.state <> v_state then
    perform app.refuse('STALE', 'decided otherwise, or withdrawn');
  end if;
  return jsonb_build_object('state', v_state, 'teacher', app.teacher_of(v_booking.appointment_id));
end
$$;
-- Lapses up to p_limit requests that nobody has decided in time, the longest ago first: their seats are free from then on, and
-- not before, and their bookers are told. Gives {lapsed, teachers}: how many, and whose slots changed.
create or replace function api.lapse_requests(p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_due uuid[] := array(
    select booking.id from app.bookings booking
    where booking.state = 'pending' and booking.decide_until <= now()
    order by booking.decide_until
    limit lapse_requests.p_limit
  );
  v_booking app.bookings;
  v_lapsed uuid[] := '{}';
begin
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. What was decided meanwhile stands.
  perform app.lock_booker(known.email) from (
    select distinct booking.email from app.bookings booking where booking.id = any (v_due) order by booking.email
  ) as known;
  perform from app.appointments appointment
  where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
  order by appointment.id for update;
  for v_booking in
    select booking.* from app.bookings booking
    where booking.id = any (v_due) order by booking.decide_until, booking.id
  loop
    continue when v_booking.state <> 'pending';
    perform app.decline_booking(v_booking, null, p_lapses => true);
    v_lapsed := v_lapsed || v_booking.appointment_id;
  end loop;
  return jsonb_build_object('lapsed', cardinality(v_lapsed), 'teachers', array(
    select distinct app.teacher_of(changed) from unnest(v_lapsed) as changed
  ));
end
$$;
-- What the desk opens with: the teacher, the usual weekly hours and what waits for an answer. Refuses: DNIED.
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
    'spans', app.hours_of(v_usual.id),
    'requests', app.requests_of(v_teacher.id)
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
    series_cap = v_wish.series_cap, needs_approval = v_wish.needs_approval, decide_hours = v_wish.decide_hours, place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
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
-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, and all its series with it, of a request that was decided or has run out, or an invitation that
-- was revoked meanwhile, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation}], one of the last two null.
create or replace function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  with due as (
    select mail.id, case
      when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
      when mail.kind <> 'cancelled' and booking.state = 'cancelled' and not (mail.kind = 'confirmed' and exists (
        select from app.bookings other where other.series_id = booking.series_id and other.state = 'confirmed'
      )) then 'cancelled meanwhile'
      -- The later one tells the booker too, and the teacher unless it is of their own doing.
      when mail.kind = 'moved' and mail.created_at < booking.moved_at
        and (mail.recipient = 'booker' or not booking.moved_by_teacher) then 'moved again meanwhile'
      when mail.kind = 'requested' and (booking.state <> 'pending' or booking.decide_until <= now())
        or mail.kind = 'moved' and booking.state = 'declined' then 'decided meanwhile'
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
-- Loads a school with its teachers, their types and hours, or updates it by its handles: all of it or nothing.
-- An operator's act; the server cannot call it. Hours given replace the old ones; bookings that stand are kept.
-- p_school: {handle, name, staff: [email], teachers: [{handle, name, email, time_zone, subjects, about, spans, types: [{handle, …}]}]}
-- Types that are not in it any more are no longer offered. Gives {teachers, types, added, retired}.
create or replace function app.import_school(p_school jsonb) returns jsonb
language plpgsql volatile
as $$
declare
  v_school_id uuid;
  v_teacher jsonb;
  v_teacher_id uuid;
  v_schedule_id uuid;
  v_known boolean;
  v_teachers integer := 0;
  v_types integer := 0;
  v_added integer := 0;
  v_retired integer := 0;
  v_gone integer;
  v_elsewhere text;
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
  -- Whoever is given is added; nobody is taken away.
  insert into app.staff (school_id, email)
  select v_school_id, lower(email) from jsonb_array_elements_text(coalesce(p_school -> 'staff', '[]')) as email
  on conflict (email) do nothing;
  select string_agg(format('%s is staff of %s already', staff.email, school.name), E'\n' order by staff.email) into v_elsewhere
  from app.staff staff
  join app.schools school on school.id = staff.school_id
  where staff.school_id <> v_school_id
    and staff.email in (select lower(named.email) from jsonb_array_elements_text(coalesce(p_school -> 'staff', '[]')) as named (email));
  if v_elsewhere is not null then
    perform app.refuse('INVAL', v_elsewhere);
  end if;

  -- Who books by the rules as they were has done so before they change. In one order, so that nobody waits in a circle.
  perform app.lock_rules(listed.handle)
  from (
    select teacher ->> 'handle' as handle from jsonb_array_elements(p_school -> 'teachers') as teacher order by handle
  ) as listed;
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
      version = teacher.version + 1,
      user_id = case when teacher.email = excluded.email then teacher.user_id end
    returning id into v_teacher_id;
    v_schedule_id := app.usual_schedule(v_teacher_id);
    update app.schedules schedule set version = schedule.version + 1 where schedule.id = v_schedule_id and v_known;
    perform app.replace_hours(v_schedule_id, v_teacher -> 'spans');

    insert into app.appointment_types as known (
      teacher_id, schedule_id, handle, name, description, duration_minutes, step_minutes, seats, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, cutoff_minutes, hold_minutes, booker_cap, opens_at, position,
      needs_approval, decide_hours
    )
    select v_teacher_id, v_schedule_id, type.handle, type.name, type.description, type.duration_minutes, type.step_minutes, type.seats,
      type.buffer_before_minutes, type.buffer_after_minutes, type.notice_minutes, type.horizon_days,
      type.cutoff_minutes, coalesce(type.hold_minutes, 5), type.booker_cap, type.opens_at, type.position,
      type.decide_hours is not null, coalesce(type.decide_hours, 48)
    from jsonb_populate_recordset(null::app.appointment_types, v_teacher -> 'types') as type
    on conflict (teacher_id, handle) do update set
      name = excluded.name, description = excluded.description, duration_minutes = excluded.duration_minutes,
      step_minutes = excluded.step_minutes, seats = excluded.seats,
      buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
      notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days,
      cutoff_minutes = excluded.cutoff_minutes, hold_minutes = excluded.hold_minutes,
      booker_cap = excluded.booker_cap, opens_at = excluded.opens_at, version = known.version + 1,
      position = excluded.position, retired_at = null,
      -- What the file does not say of it is the desk's to say.
      needs_approval = known.needs_approval or excluded.needs_approval,
      decide_hours = case when excluded.needs_approval then excluded.decide_hours else known.decide_hours end,
      series_cap = case when excluded.needs_approval then 1 else known.series_cap end;
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
  perform app.assign_openings(v_school_id);
  -- Now rather than when all is committed, so that the one who imports hears of it.
  set constraints app.teachers_never_share_an_email immediate;
  return jsonb_build_object('teachers', v_teachers, 'types', v_types, 'added', v_added, 'retired', v_retired);
end
$$;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;

-- Whether a booking's type is still offered, as long as the booking lasts: else there is no other time for it. Nor is there for
-- what a teacher said yes to: that was to one time.
create or replace function app.offers_to_move(p_booking app.bookings, p_type app.appointment_types) returns boolean
language sql immutable
return (p_type).retired_at is null
  and (p_booking).decide_until is null
  and app.minutes_in((p_booking).during) = any ((p_type).duration_minutes || (p_type).other_durations);
