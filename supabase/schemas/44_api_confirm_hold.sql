-- Turns a hold into a booking. A hold that ran out still does while nobody has taken its time.
-- Gives what book_slot gives. Refuses: REUSE, NTFND, LAPSD, CLOSD (it has begun meanwhile), CLASH, LIMIT.
create function api.confirm_hold(
  p_key text, p_booking_id uuid, p_link_version integer, p_name text, p_email text, p_time_zone text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row('confirm', p_booking_id, p_name, p_email)::text, 'UTF8'));
  v_answer jsonb := app.first_answer(confirm_hold.p_key, v_body_hash);
  v_type app.appointment_types;
  v_booking app.bookings;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  select type.* into v_type
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where booking.id = confirm_hold.p_booking_id;
  -- The booker's lock before any row's, as in book_slot; whose hold it is, is asked below.
  perform app.require_booker_free(v_type, confirm_hold.p_name, confirm_hold.p_email, booking.during)
  from app.bookings booking where booking.id = confirm_hold.p_booking_id and booking.state = 'held';
  v_booking := app.lock_hold(confirm_hold.p_booking_id, confirm_hold.p_link_version);
  if lower(v_booking.during) <= now() then
    perform app.refuse('CLOSD', 'in the past');
  end if;

  update app.bookings booking
  set state = 'confirmed', name = confirm_hold.p_name, email = confirm_hold.p_email,
      time_zone = confirm_hold.p_time_zone, confirmed_at = now()
  where booking.id = v_booking.id;
  update app.appointments appointment set held_until = null where appointment.id = v_booking.appointment_id;
  perform app.enqueue_mails(v_booking.id, 'confirmed');

  v_answer := app.hold_answer(v_booking) - 'held_until' - 'extensions_left';
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;
