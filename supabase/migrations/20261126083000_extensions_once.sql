-- A request for more time has a key like any other, and one that comes again is one.
drop function api.extend_hold(uuid, integer);
create function api.extend_hold(p_booking_id uuid, p_link_version integer, p_key text default null) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row('extend', p_booking_id, p_link_version)::text, 'UTF8'));
  v_answer jsonb := app.first_answer(extend_hold.p_key, v_body_hash);
  v_booking app.bookings;
  v_opening_id uuid;
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
  if extend_hold.p_key is not null then
    insert into app.requests (key, body_hash, booking_id, answer)
    values (extend_hold.p_key, v_body_hash, v_booking.id, v_answer);
  end if;
  return v_answer;
end
$$;
revoke all on function api.extend_hold(uuid, integer, text) from public;
grant execute on function api.extend_hold(uuid, integer, text) to firstbell_server;
