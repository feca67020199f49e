-- Takes one seat and confirms it, in one step; or asks for it, where the teacher decides. p_duration_minutes is one of the type's, and p_answers {id: answer} to what it asks.
-- Gives {booking_id, link_version, starts_at, ends_at}, and {decide_until} where it is only asked for; the same key gives the first answer again.
-- p_ticket_id is that of a proven pass, and p_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, INVAL, GONE0, CLOSD, LATE0, QUEUE, LIMIT, CLASH, TAKEN, SLOWD.
create function api.book_slot(
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
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, book_slot.p_email);
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
