-- What a booker sees of availability: a type by its own link, what to mend in an answer, why a date of a series is not to be
-- had, a hold that becomes one of its dates, and all of them cancelled as one; and teams to be found.

drop function api.book_series(text, text, text, timestamptz[], text, text, text, integer, jsonb);
drop function api.drop_team(uuid, uuid);

-- INVAL with what to mend, by the field's path in the request: lib/db.ts reads it.
create or replace function app.refuse_fields(p_why text, p_fields jsonb) returns void
language plpgsql immutable
as $$
begin
  raise exception using errcode = 'INVAL', message = refuse_fields.p_why, detail = refuse_fields.p_fields::text;
end
$$;
-- What somebody said to a type's questions, as {id: answer}, beside what was asked: [{label, answer}], so that it can be
-- read whatever is asked later. INVAL, with what to mend, for an answer to what was not asked, of another shape, or missing
-- where one is required.
create or replace function app.answers_to(p_questions jsonb, p_answers jsonb) returns jsonb
language plpgsql immutable
as $$
declare
  v_faults jsonb;
begin
  -- As almost everywhere.
  if p_questions = '[]' and p_answers = '{}' then
    return '[]';
  elsif jsonb_typeof(p_answers) <> 'object' then
    perform app.refuse('INVAL', 'answers of another shape');
  end if;
  select jsonb_object_agg('answers.' || fault.id, fault.what) into v_faults
  from (
    select given.id, 'This is not asked any more.' as what
    from jsonb_object_keys(p_answers) as given (id)
    where not p_questions @> jsonb_build_array(jsonb_build_object('id', given.id))
    union all
    select question ->> 'id', case
      when answer.value is null or answer.text ~ '^\s*$' or answer.value = 'false' then
        case when (question ->> 'required')::boolean then case answer.kind when 'check' then 'Please tick this.' else 'Please answer this.' end end
      when answer.kind = 'check' then case when answer.value <> 'true' then 'Tick this or leave it.' end
      when jsonb_typeof(answer.value) <> 'string' then 'Answer this in words.'
      when answer.kind = 'choice' then case when not question -> 'choices' @> answer.value then 'Please choose one of these.' end
      when answer.kind = 'long' then case when length(answer.text) > 4000 then 'An answer has at most 4,000 characters.' end
      when length(answer.text) > 500 then 'An answer has at most 500 characters.'
    end
    from jsonb_array_elements(p_questions) as question
    cross join lateral (
      select p_answers -> (question ->> 'id') as value, p_answers ->> (question ->> 'id') as text, question ->> 'kind' as kind
    ) as answer
  ) as fault
  where fault.what is not null;
  if v_faults is not null then
    perform app.refuse_fields('an answer is missing, of another shape, or to what was not asked', v_faults);
  end if;
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('label', question -> 'label', 'answer', p_answers -> (question ->> 'id')) order by place
    ), '[]')
    from jsonb_array_elements(p_questions) with ordinality as asked (question, place)
    where p_answers ? (question ->> 'id')
  );
end
$$;
-- Who books or cancels several dates of one teacher as one takes turns, before any seat is locked: the one goes by time, and
-- the other by ids.
create or replace function app.lock_series(p_teacher_id uuid) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(lock_series.p_teacher_id::text, 9));
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
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state, 'cancelled_at', other.cancelled_at,
        'starts_at', lower(other.during), 'ends_at', upper(other.during), 'moves', other.moves
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
    'horizon_days', p_type.horizon_days, 'last_day', upper(p_type.dates) - 1, 'cutoff_minutes', p_type.cutoff_minutes,
    'opens_at', app.opens_at(p_type), 'opening', (
      select jsonb_build_object('id', opening.id, 'name', opening.name, 'by_ticket', opening.by_ticket)
      from app.openings opening where opening.id = p_type.opening_id
    )
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
    -- One mail tells of them all.
    perform app.enqueue_mails(v_wanted[1], 'cancelled', v_booking.email);
  end if;
  return jsonb_build_object(
    'cancelled', coalesce(cardinality(v_wanted), 0), 'left', v_left, 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;
-- The dates of a series that begins with one start, at the same time by the clock on the teacher's wall each p_every_weeks, and
-- whether each is free now, else the refusal that a booking would hear: [{starts_at, ends_at, is_free, no}]. At most as many as
-- the type allows. Refuses: NTFND.
create or replace function api.list_series(
  p_teacher text, p_type text, p_starts_at timestamptz, p_dates integer, p_every_weeks integer,
  p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_series.p_teacher, list_series.p_type, list_series.p_duration_minutes);
  v_window tstzrange := app.bookable_window(v_type);
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'starts_at', date.at, 'ends_at', date.at + make_interval(mins => v_type.duration_minutes),
      'is_free', answer.no is null, 'no', answer.no
    ) order by date.at)
    from app.teachers teacher
    cross join lateral generate_series(0, least(p_dates, v_type.series_cap) - 1) as n
    cross join lateral (
      select (p_starts_at at time zone teacher.time_zone + make_interval(weeks => n * p_every_weeks)) at time zone teacher.time_zone as at
    ) as date
    cross join lateral (
      select case
        when date.at > now() and date.at < lower(v_window) then 'LATE0'
        when not v_window @> date.at then 'CLOSD'
        when not app.is_offered(v_type, date.at) then 'GONE0'
        when not exists (select from app.free_slots(v_type, date.at, date.at + interval '1 microsecond')) then 'TAKEN'
      end as no
    ) as answer
    where teacher.id = v_type.teacher_id
  );
end
$$;
-- Teams in whose name, subject and school every word of the query is, by name, as long as there is anybody in them. At most 200.
create or replace function api.find_teams(p_query text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'handle', found.handle, 'name', found.name, 'school', found.school, 'teachers', found.teachers
  ) order by found.name, found.handle), '[]')
  from (
    select team.handle, team.name, school.name as school, members.teachers
    from app.teams team
    join app.schools school on school.id = team.school_id
    cross join lateral (select count(*) as teachers from app.teachers_of(team)) as members
    where members.teachers > 0 and not exists (
      select from unnest(string_to_array(app.fold(trim(find_teams.p_query)), ' ')) as word
      where position(word in app.fold(concat_ws(' ', team.name, team.subject, school.name))) = 0
    )
    order by team.name, team.handle
    limit 200
  ) as found
$$;
-- A teacher's public page, without the types that only who has their address shall find. Refuses: NTFND.
create or replace function api.get_teacher(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'handle', teacher.handle, 'name', teacher.name, 'subjects', teacher.subjects, 'about', teacher.about,
    'school', school.name, 'time_zone', teacher.time_zone,
    'types', (
      select coalesce(jsonb_agg(app.describe_offer(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null and not type.is_hidden
    ),
    'has_hours', exists (
      select from app.schedules schedule
      join app.weekly_hours hours on hours.schedule_id = schedule.id
      where schedule.teacher_id = teacher.id
    )
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
-- One type as its own link shows it, listed or not: app.describe_offer. Refuses: NTFND.
create or replace function api.get_type(p_teacher text, p_type text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return app.describe_offer(app.find_type(get_type.p_teacher, get_type.p_type));
end
$$;
-- A team's public page: who is in it, and what any of them can be booked for, as the first of them has it; where one meets may
-- differ between them. Gives {handle, name, school, time_zone, teachers: [{handle, name}], types: [app.describe_offer without an
-- address, and with how many `teachers` offer it]}. Refuses: NTFND.
create or replace function api.get_team(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_team app.teams := app.find_team(get_team.p_handle);
begin
  return (
    with members as materialized (
      select * from app.teachers_of(v_team)
    ),
    offers as (
      select type, type.position, type.name, count(*) over (partition by type.handle) as teachers,
        row_number() over (partition by type.handle order by members.name, members.handle) as rank
      from members
      join app.appointment_types type on type.teacher_id = members.id
      where type.retired_at is null and not type.is_hidden and type.opening_id is null
    )
    select jsonb_build_object(
      'handle', v_team.handle, 'name', v_team.name,
      'school', (select school.name from app.schools school where school.id = v_team.school_id),
      'time_zone', (select mode() within group (order by members.time_zone) from members),
      'teachers', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', members.handle, 'name', members.name) order by members.name, members.handle), '[]')
        from members
      ),
      'types', (
        select coalesce(jsonb_agg(
          app.describe_offer(offers.type) || jsonb_build_object('address', '', 'teachers', offers.teachers)
          order by offers.position, offers.name
        ), '[]')
        from offers where offers.rank = 1
      )
    )
  );
end
$$;
-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, and all its series with it, or an invitation that was revoked meanwhile, is not sent.
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
-- What a staff member's desk opens with: the school, what an opening can be of and who can be in a team, and the openings, newest first.
-- Refuses: DNIED.
create or replace function api.open_office(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(open_office.p_user_id);
begin
  return jsonb_build_object(
    'email', v_staff.email,
    'school', (select school.name from app.schools school where school.id = v_staff.school_id),
    'teachers', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone,
        'subjects', teacher.subjects, 'types', (
          select coalesce(jsonb_agg(jsonb_build_object('handle', type.handle, 'name', type.name) order by type.position, type.name), '[]')
          from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null
        )
      ) order by teacher.name, teacher.handle), '[]')
      from app.teachers teacher where teacher.school_id = v_staff.school_id
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) order by opening.created_at desc), '[]')
      from app.openings opening where opening.school_id = v_staff.school_id
    )
  );
end
$$;
-- Takes a team away; its teachers and what was booked stand. Twice is once. Gives its
-- handle, null where there is no such team. Refuses: DNIED.
create or replace function api.drop_team(p_user_id uuid, p_team_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_handle text;
  v_staff app.staff := app.find_office(drop_team.p_user_id);
begin
  delete from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id
  returning team.handle into v_handle;
  return v_handle;
end
$$;
-- Makes a team under an id that the form has made (p_version 0), or changes one. p_wish: {handle, name, subject, teachers: [handle]},
-- subject null where it is those teachers. Saving the same again, as one does who never got the answer, changes nothing.
-- Gives app.describe_team. Refuses: DNIED, NTFND for another school's team or teacher, STALE, LIMIT, INVAL where the handle is taken.
create or replace function api.save_team(p_user_id uuid, p_team_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(save_team.p_user_id);
  v_members uuid[] := array(
    select teacher.id from app.teachers teacher
    where teacher.school_id = v_staff.school_id
      and teacher.handle in (select jsonb_array_elements_text(p_wish -> 'teachers'))
    order by teacher.id
  );
  v_team app.teams;
begin
  -- One at a time in a school.
  perform pg_advisory_xact_lock(hashtextextended(v_staff.school_id::text, 8));
  if cardinality(v_members) < jsonb_array_length(p_wish -> 'teachers') then
    perform app.refuse('NTFND', 'no such teacher here');
  elsif exists (select from app.teams other where other.handle = p_wish ->> 'handle' and other.id <> p_team_id) then
    perform app.refuse_fields('another team has this address', '{"handle": "Another team has this address."}');
  elsif p_version = 0 and (select count(*) from app.teams team where team.school_id = v_staff.school_id) >= 200 then
    perform app.refuse('LIMIT', 'two hundred teams are as many as one school can have');
  end if;
  insert into app.teams (id, school_id, handle, name, version)
  select p_team_id, v_staff.school_id, p_wish ->> 'handle', p_wish ->> 'name', 0 where p_version = 0
  on conflict (id) do nothing;
  update app.teams team
  set version = team.version + 1, handle = p_wish ->> 'handle', name = p_wish ->> 'name', subject = p_wish ->> 'subject'
  where team.id = p_team_id and team.school_id = v_staff.school_id and team.version = p_version
  returning * into v_team;
  if found then
    delete from app.team_members member where member.team_id = v_team.id;
    insert into app.team_members (team_id, teacher_id) select v_team.id, unnest(v_members);
  else
    select * into v_team from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id;
    if not found then
      perform app.refuse('NTFND', 'no such team');
    elsif v_team.version <> p_version + 1
      or app.describe_team(v_team) - 'id' - 'version' <> p_wish || jsonb_build_object('teachers', app.describe_team(v_team) -> 'teachers')
      or v_members <> array(
        select member.teacher_id from app.team_members member where member.team_id = v_team.id order by member.teacher_id
      ) then
      perform app.refuse('STALE', 'the team was saved elsewhere');
    end if;
  end if;
  return app.describe_team(v_team);
end
$$;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
