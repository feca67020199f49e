-- A mail that came back is not for ever: whoever uses what only a mail has shows that mails arrive, and the page of who waits says why nothing is offered.
-- What only a mail to an address has was used, and so mails to it do arrive: reminders and offers come again. That it asked for
-- none stays.
create function app.note_arrival(p_email text) returns void
language plpgsql
as $$
begin
  update app.mail_wishes wish set bounced_at = null
  where wish.addressee = md5(p_email)::uuid and wish.bounced_at is not null;
end
$$;

-- Whether a link that was mailed still opens its booker's page: until p_until by the database's clock. It can be opened as often
-- as one likes, and who does has got that mail (app.note_arrival). Refuses: NTFND, WRONG where its time is over.
create or replace function api.visit_mine(p_booker_id uuid, p_version integer, p_until timestamptz) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(visit_mine.p_booker_id, visit_mine.p_version);
begin
  if p_until < now() then
    perform app.refuse('WRONG', 'the link has run out');
  end if;
  perform app.note_arrival(v_booker.email);
end
$$;

-- Turns a hold into a booking, or into a request where the teacher decides. A hold that ran out still does while nobody has taken its time.
-- p_answers is {id: answer} to what the type asks. Gives what book_slot gives. Refuses: REUSE, NTFND, INVAL, LAPSD, CLOSD (it has begun meanwhile), GONE0 (it
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
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;

-- Says no to what is offered, by one's own link, and with it the wish is over: the seat goes to the next one at once. Twice is
-- once, and what was booked or has lapsed stays so.
-- Gives {teacher}: whose slots may have changed. Refuses: NTFND.
create or replace function api.decline_offer(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(decline_offer.p_wait_id, decline_offer.p_link_version);
begin
  if v_wait.state = 'offered' then
    perform app.end_wait(v_wait.id, 'declined');
    -- It is known by its mail alone.
    perform app.note_arrival(v_wait.email);
  end if;
  return jsonb_build_object('teacher', app.waited_with(v_wait));
end
$$;

-- What somebody waits for, as its own page shows it: app.describe_wait, and mails_come_back: nothing is offered to an address where
-- there is nobody, as a server said. Refuses: NTFND.
create or replace function api.get_wait(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(get_wait.p_wait_id, get_wait.p_link_version);
begin
  return app.describe_wait(v_wait) || jsonb_build_object('mails_come_back', exists (
    select from app.mail_wishes wish where wish.addressee = md5(v_wait.email)::uuid and wish.bounced_at is not null
  ));
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
