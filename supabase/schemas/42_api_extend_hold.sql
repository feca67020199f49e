-- Gives a hold its full time again, ten times at most, for those who type slowly (WCAG 2.2.1).
-- One that ran out can still be extended while nobody has taken the time, and its ticket has taken none instead.
-- What would add less than a sixtieth of that time adds nothing and costs nothing: a request that comes twice, as after a
-- lost answer, is one.
-- Refuses: NTFND, LAPSD, LIMIT, CLOSD (its opening was ended, or is to come), QUEUE (it was made meanwhile).
create function api.extend_hold(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_opening_id uuid;
  v_full interval;
begin
  perform app.lock_ticket_of(extend_hold.p_booking_id);
  v_booking := app.lock_hold(extend_hold.p_booking_id, extend_hold.p_link_version);
  select type.opening_id, make_interval(mins => type.hold_minutes) into v_opening_id, v_full
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  if v_opening_id is not null then
    perform app.require_right_to_confirm(v_opening_id, v_booking);
  end if;
  if v_booking.held_until > now() + v_full * 59 / 60 then
    return app.hold_answer(v_booking);
  elsif v_booking.extensions_left = 0 then
    perform app.refuse('LIMIT', 'this hold was extended as often as can be');
  end if;
  update app.bookings booking
  set extensions_left = booking.extensions_left - 1,
      held_until = now() + v_full
  where booking.id = v_booking.id
  returning * into v_booking;
  update app.appointments appointment
  set held_until = greatest(appointment.held_until, v_booking.held_until)
  -- Null says "confirmed", and greatest() would pass over it.
  where appointment.id = v_booking.appointment_id and appointment.held_until is not null;
  return app.hold_answer(v_booking);
end
$$;
