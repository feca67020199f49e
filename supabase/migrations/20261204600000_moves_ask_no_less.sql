-- No booking moves to where its teacher would have been asked first.
-- Whether a booking's type is still offered, as long as the booking lasts: else there is no other time for it. Nor is there for
-- what a teacher said yes to: that was to one time; and none without their yes, where they are asked for each time by now.
create or replace function app.offers_to_move(p_booking app.bookings, p_type app.appointment_types) returns boolean
language sql immutable
return (p_type).retired_at is null
  and (p_booking).decide_until is null
  and not ((p_type).needs_approval and (p_type).opening_id is null)
  and app.minutes_in((p_booking).during) = any ((p_type).duration_minutes || (p_type).other_durations);

-- Gives a booking another time of its type, as long as before, by its own link, until cutoff_minutes before it starts: in one
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
    if lower(v_booking.during) - make_interval(mins => v_type.cutoff_minutes) < now() then
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
