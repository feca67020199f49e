-- Gives a hold its full time again, ten times at most, for those who type slowly (WCAG 2.2.1). With a key, one that comes
-- again gets the first answer and costs nothing more.
-- One that ran out can still be extended while nobody has taken the time, and its ticket has taken none instead; it then has
-- `was_free_at` in its answer, as what confirm_hold gives.
-- Refuses: REUSE, NTFND, LAPSD, LIMIT, CLOSD (its opening was ended, or is to come), QUEUE (it was made meanwhile).
create function api.extend_hold(p_booking_id uuid, p_link_version integer, p_key text default null) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row('extend', p_booking_id, p_link_version)::text, 'UTF8'));
  v_answer jsonb := app.first_answer(extend_hold.p_key, v_body_hash);
  v_booking app.bookings;
  v_opening_id uuid;
  v_had_run_out boolean;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.lock_ticket_of(extend_hold.p_booking_id);
  v_booking := app.lock_hold(extend_hold.p_booking_id, extend_hold.p_link_version);
  select type.opening_id into v_opening_id
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  if v_opening_id is not null then
    perform app.require_right_to_confirm(v_opening_id, v_booking);
  end if;
  if v_booking.extensions_left = 0 then
    perform app.refuse('LIMIT', 'this hold was extended as often as can be');
  end if;
  v_had_run_out := v_booking.held_until <= now();
  update app.bookings booking
  set extensions_left = booking.extensions_left - 1,
      held_until = greatest(booking.held_until, now() + (
        select make_interval(mins => type.hold_minutes)
        from app.appointments appointment
        join app.appointment_types type on type.id = appointment.appointment_type_id
        where appointment.id = booking.appointment_id
      ))
  where booking.id = v_booking.id
  returning * into v_booking;
  update app.appointments appointment
  set held_until = greatest(appointment.held_until, v_booking.held_until)
  -- Null says "confirmed", and greatest() would pass over it.
  where appointment.id = v_booking.appointment_id and appointment.held_until is not null;
  v_answer := app.hold_answer(v_booking);
  if v_had_run_out then
    v_answer := v_answer || jsonb_build_object('was_free_at', app.teacher_of(v_booking.appointment_id));
  end if;
  if extend_hold.p_key is not null then
    insert into app.requests (key, body_hash, booking_id, answer)
    values (extend_hold.p_key, v_body_hash, v_booking.id, v_answer);
  end if;
  return v_answer;
end
$$;
