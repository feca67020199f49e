-- Two functions that two migrations before this one each changed a part of, with both.
-- Turns a hold into a booking, or into a request where the teacher decides. A hold that ran out still does while nobody has taken its time.
-- p_answers is {id: answer} to what the type asks. Gives what book_slot gives; and of one that had run out, `was_free_at`, the handle of
-- the teacher in whose lists its time may be free. Refuses: REUSE, NTFND, INVAL, LAPSD, CLOSD (it has begun meanwhile), GONE0 (it
-- was offered to who waits, and its time is offered no more), QUEUE (its opening was made meanwhile), CLASH, LIMIT, SLOWD.
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
  -- What is held for five minutes is theirs whatever is edited meanwhile. What is offered may stand all night: its teacher's rules
  -- have to offer it still, and stay what they are until this is over.
  perform app.share_rules(app.teacher_of(booking.appointment_id)) from app.bookings booking
  where booking.id = confirm_hold.p_booking_id and booking.wait_id is not null;
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
  if v_booking.wait_id is not null and not app.offer_stands(v_booking) then
    perform app.refuse('GONE0', 'its time is not offered any more');
  end if;
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
  -- What was offered is known by its mail alone.
  perform app.note_arrival(wait.email) from app.waits wait where wait.id = v_booking.wait_id;
  perform app.enqueue_mails(
    v_booking.id, case when v_decide_until is null then 'confirmed'::app.mail_kind else 'requested' end, confirm_hold.p_email
  );

  v_answer := app.hold_answer(v_booking) - 'held_until' - 'extensions_left';
  if v_decide_until is not null then
    v_answer := v_answer || jsonb_build_object('decide_until', v_decide_until);
  end if;
  if v_booking.held_until <= now() then
    v_answer := v_answer || jsonb_build_object('was_free_at', app.teacher_of(v_booking.appointment_id));
  end if;
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
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
  where booker.email = p_email and (p_school_id is null or not app.is_named(p_email));
  -- That somebody was erased, how much of them and by whom: not who it was.
  perform app.note_change(
    'erased', held.school_id, null, 'booker', gen_random_uuid(), null, jsonb_build_object('count', count(*)), p_otherwise => 'booker'
  )
  from (
    select teacher.school_id
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = any (v_bookings)
    union all
    select opening.school_id
    from app.invitations invitation
    join app.openings opening on opening.id = invitation.opening_id
    where invitation.id = any (v_invitations)
    union all
    select teacher.school_id
    from app.waits wait
    join app.appointment_types type on type.id = wait.appointment_type_id
    join app.teachers teacher on teacher.id = type.teacher_id
    where wait.id = any (v_waits)
  ) as held
  group by held.school_id;
  return jsonb_build_object(
    'cancelled', cardinality(v_coming), 'erased', cardinality(v_bookings) + cardinality(v_invitations) + cardinality(v_waits), 'teachers', v_teachers
  );
end
$$;
