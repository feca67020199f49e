-- Has a booking give up its seat and take one at another time, and tells both sides; who waits for the old one
-- is offered it. Gives it as it is then.
-- Refuses: TAKEN, SLOWD; and nothing has happened.
create function app.change_seat(p_booking app.bookings, p_type app.appointment_types, p_during tstzrange) returns app.bookings
language plpgsql
as $$
declare
  v_booking app.bookings;
  v_appointment_id uuid;
begin
  -- As a booking would be: to and fro is no way to send as many mails as one likes.
  perform app.mail_turn('confirmed', md5(p_booking.email)::uuid);
  perform app.lock_both_times(p_booking.appointment_id, p_type, lower(p_during));
  -- In this order, since the new time may overlap the old one, and only what stands beside it counts for the caps.
  perform app.give_back_seat(p_booking.appointment_id, p_booking.id);
  v_appointment_id := app.take_seat(p_type, lower(p_during), null);
  if v_appointment_id is null then
    perform app.refuse('TAKEN', 'no seat left');
  end if;
  update app.bookings booking
  set appointment_id = v_appointment_id, during = p_during,
      moves = booking.moves + 1, moved_at = now(), moved_by_teacher = false,
      moved_by_hand = false, move_message = null, moved_from = lower(booking.during),
      told_start = app.overtake_moved(booking)
  where booking.id = p_booking.id
  returning * into v_booking;
  perform app.enqueue_mails(v_booking.id, 'moved', v_booking.email);
  perform app.offer_left_seat(p_booking.appointment_id);
  return v_booking;
end
$$;
