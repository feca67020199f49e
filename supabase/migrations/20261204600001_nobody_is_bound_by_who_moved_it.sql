-- Whoever is moved by their teacher has as long as the cutoff to cancel or to move it themselves.
-- Until when a booker may cancel or move by their own link: the type's cutoff before it begins. Where its teacher gave it that time,
-- they have as long from then on, though not past its start: or who moves a lesson to this afternoon would bind them to it.
create function app.cancel_until(p_booking app.bookings, p_cutoff_minutes integer) returns timestamptz
language sql stable
return case
  when (p_booking).moved_by_teacher then least(lower((p_booking).during), greatest(
    lower((p_booking).during) - make_interval(mins => p_cutoff_minutes),
    (p_booking).moved_at + make_interval(mins => p_cutoff_minutes)
  ))
  else lower((p_booking).during) - make_interval(mins => p_cutoff_minutes)
end;

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
    'cancel_until', app.cancel_until(p_booking, type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name,
      'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name, 'is_retired', type.retired_at is not null),
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
        'starts_at', lower(other.during), 'ends_at', upper(other.during), 'moves', other.moves,
        'cancel_until', app.cancel_until(other, type.cutoff_minutes)
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
    'moved_by_hand', p_booking.moved_by_hand,
    'move_message', p_booking.move_message,
    'is_offered', app.offers_to_move(p_booking, type)
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;

-- Makes all that an address has booked nameless, and its invitations; p_school_id null is everywhere, else at one school. What is
-- to come is cancelled in the same act and its teachers are told when, and no more who. Appointments, figures, places and
-- draws stay as they are. p_late: whatever the cutoff. Twice is once. Gives {cancelled, erased, teachers: [handles]}: whose
-- slots changed. Refuses: LATE0 where something comes too soon to be cancelled.
create or replace function app.erase_booker(p_email text, p_school_id uuid, p_late boolean) returns jsonb
language plpgsql
as $$
declare
  v_bookings uuid[];
  v_invitations uuid[];
  v_waits uuid[];
  v_coming uuid[];
  v_teachers text[];
begin
  -- The booker's turn, then the series', then the seats', as in cancel_as_teacher.
  perform app.lock_booker(p_email);
  v_bookings := array(
    select booking.id
    from app.bookings_of(p_email) as booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where p_school_id is null or teacher.school_id = p_school_id
  );
  v_invitations := array(
    select invitation.id
    from app.invitations invitation
    join app.openings opening on opening.id = invitation.opening_id
    where invitation.email = p_email and (p_school_id is null or opening.school_id = p_school_id)
  );
  v_waits := array(
    select wait.id
    from app.waits wait
    join app.appointment_types type on type.id = wait.appointment_type_id
    join app.teachers teacher on teacher.id = type.teacher_id
    where wait.email = p_email and (p_school_id is null or teacher.school_id = p_school_id)
  );
  perform app.lock_series(whose.teacher_id) from (
    select distinct appointment.teacher_id
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.id = any (v_bookings)
    order by appointment.teacher_id
  ) as whose;
  -- Its id is in a draw, and stays; so does that there was one.
  update app.invitations invitation
  set email = 'erased ' || invitation.id, name = null, revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = any (v_invitations);
  -- Before any seat: who offers one has the wish first, too.
  perform from app.waits wait where wait.id = any (v_waits) and wait.state = 'waiting' order by wait.id for update;
  perform from app.appointments appointment
  where appointment.id in (
    select booking.appointment_id from app.bookings booking where booking.id = any (v_bookings)
    union all
    select booking.appointment_id from app.bookings booking
    where booking.wait_id = any (v_waits) and booking.wait_id is not null and booking.state <> 'expired'
  )
  order by appointment.id for update;
  -- What was offered to them is offered to the next.
  perform app.end_wait(wait.id, 'left') from app.waits wait
  where wait.id = any (v_waits) and wait.state in ('waiting', 'offered') order by wait.id;
  update app.waits wait set person_name = 'Erased', email = 'erased ' || wait.id, link_version = wait.link_version % 255 + 1
  where wait.id = any (v_waits);

  v_coming := array(
    select booking.id from app.bookings booking
    where booking.id = any (v_bookings)
      and (booking.state = 'pending' or booking.state = 'confirmed' and lower(booking.during) > now())
    order by booking.during, booking.id
  );
  if not p_late and exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where booking.id = any (v_coming) and booking.state = 'confirmed'
      and app.cancel_until(booking, type.cutoff_minutes) < now()
  ) then
    perform app.refuse('LATE0', 'inside the cutoff');
  end if;
  v_teachers := array(
    select distinct app.teacher_of(booking.appointment_id) from app.bookings booking where booking.id = any (v_coming)
  );
  update app.bookings booking set state = 'cancelled', cancelled_at = now() where booking.id = any (v_coming);
  perform app.give_back_seat(booking.appointment_id) from app.bookings booking where booking.id = any (v_coming);
  -- One mail tells of all dates of a series.
  insert into app.mails (booking_id, kind, recipient)
  select distinct on (coalesce(booking.series_id, booking.id)) booking.id, 'cancelled', 'teacher'
  from app.bookings booking where booking.id = any (v_coming)
  order by coalesce(booking.series_id, booking.id), booking.during;
  perform app.tell_hooks(booking.id, 'cancelled')
  from app.bookings booking where booking.id = any (v_coming) order by booking.during;

  update app.bookings booking
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, move_message = null,
      erased_at = now(),
      link_version = booking.link_version % 255 + 1
  where booking.id = any (v_bookings);
  update app.mails mail
  set addressee = null,
      failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end,
      error = case when mail.sent_at is null then 'erased meanwhile' end
  where mail.addressee in (md5(p_email)::uuid, md5('teacher ' || p_email)::uuid, md5('reminders ' || p_email)::uuid)
    and (p_school_id is null or mail.booking_id = any (v_bookings) or mail.invitation_id = any (v_invitations)
      or mail.wait_id = any (v_waits));
  -- A mail server may have named them to a teacher's mail, too.
  update app.mails mail set error = 'erased meanwhile' where mail.booking_id = any (v_bookings) and mail.error is not null;
  delete from app.bookers booker
  where booker.email = p_email and (p_school_id is null or (
    not exists (select from app.bookings_of(p_email))
    and not exists (select from app.invitations invitation where invitation.email = p_email)
  ));
  return jsonb_build_object(
    'cancelled', cardinality(v_coming), 'erased', cardinality(v_bookings) + cardinality(v_invitations) + cardinality(v_waits), 'teachers', v_teachers
  );
end
$$;

-- Cancels a booking by its own link, in time (app.cancel_until); what is only asked for, at any time. Twice is once,
-- and what its teacher has declined meanwhile stays so.
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
    if app.cancel_until(v_booking, v_cutoff_minutes) < now() then
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

-- Cancels the coming dates of a series by the link of any of them, but for those that it is too late
-- for (app.cancel_until). Twice is once.
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
      app.cancel_until(booking, v_type.cutoff_minutes) < now() as is_late
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

-- Gives a booking another time of its type, as long as before, by its own link, in time (app.cancel_until): in one
-- statement, so that the old seat is given up only where the new one is taken. It stays the same booking, with its link, its
-- ticket and its series. The new time is one as book_slot takes it, but that this booking is no more than it was by any cap.
-- Gives {booking_id, link_version, starts_at, ends_at, teacher}: whose slots changed; the same key gives the first answer again,
-- and the time that it has already is answered as it is, with nobody told.
-- p_ticket_id is that of a proven pass, and p_ticket_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, STALE (cancelled or over by now), LATE0 (inside the cutoff, or the notice), GONE0 (also where the type
-- was retired, does not last so long any more, or is its teacher's to decide each time), CLOSD, QUEUE, CLASH, TAKEN, SLOWD.
create or replace function api.move_booking(
  p_key text, p_booking_id uuid, p_link_version integer, p_starts_at timestamptz,
  p_ticket_id uuid default null, p_ticket_link_version integer default 1
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('move', p_booking_id, p_link_version, extract(epoch from p_starts_at))::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(move_booking.p_key, v_body_hash);
  v_booking app.bookings;
  v_type app.appointment_types;
  v_teacher text;
  v_during tstzrange;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  select * into v_booking from app.bookings booking
  where booking.id = move_booking.p_booking_id and booking.link_version = move_booking.p_link_version
    and booking.state not in ('held', 'expired');
  if not found then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  v_teacher := app.teacher_of(v_booking.appointment_id);
  perform app.share_rules(v_teacher);
  perform app.lock_booker(v_booking.email);
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  perform app.lock_series(v_type.teacher_id);
  -- With these turns nobody else changes it until this is over.
  select * into v_booking from app.bookings booking where booking.id = move_booking.p_booking_id;

  if v_booking.state <> 'confirmed' then
    perform app.refuse('STALE', 'cancelled or over by now');
  elsif lower(v_booking.during) <> p_starts_at then
    if app.cancel_until(v_booking, v_type.cutoff_minutes) < now() then
      perform app.refuse('LATE0', 'inside the cutoff');
    elsif not app.offers_to_move(v_booking, v_type) then
      perform app.refuse('GONE0', 'its type is not offered like this any more');
    end if;
    v_type.duration_minutes := app.minutes_in(v_booking.during);
    v_during := tstzrange(p_starts_at, p_starts_at + make_interval(mins => v_type.duration_minutes));
    perform app.require_offered(v_type, p_starts_at);
    if v_type.opening_id is not null then
      perform app.require_admission(v_type.opening_id, p_ticket_id, p_ticket_link_version, true);
    end if;
    if app.is_elsewhere(v_booking.name, v_booking.email, v_during, v_booking.id) then
      perform app.refuse('CLASH', 'this student has another booking at that time');
    end if;
    v_booking := app.change_seat(v_booking, v_type, v_during);
  end if;

  v_answer := jsonb_build_object(
    'booking_id', v_booking.id, 'link_version', v_booking.link_version,
    'starts_at', lower(v_booking.during), 'ends_at', upper(v_booking.during), 'teacher', v_teacher
  );
  insert into app.requests (key, body_hash, booking_id, answer)
  values (move_booking.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
