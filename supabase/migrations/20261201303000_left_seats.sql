-- A seat that is freed by a move is offered in the same commit.
-- Offers the seat out of which a booking has just moved to the first who waits for it, in the same commit: of an appointment that
-- stands, one of its seats, else its time, which nobody else can have before this is over. Where its new time is in the way of
-- the old one, or nobody waits, it is as it was.
create function app.offer_left_seat(p_appointment_id uuid) returns void
language plpgsql
as $$
declare
  v_left app.appointments;
  v_id uuid;
begin
  select * into v_left from app.appointments appointment
  where appointment.id = offer_left_seat.p_appointment_id and exists (
    select from app.waits wait
    where wait.appointment_type_id = appointment.appointment_type_id and wait.state = 'waiting'
  );
  if not found then
    return;
  elsif v_left.cancelled_at is null then
    update app.appointments appointment set seats_taken = appointment.seats_taken + 1
    where appointment.id = v_left.id and appointment.seats_taken < appointment.seats
    returning appointment.id into v_id;
  else
    insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
    values (v_left.teacher_id, v_left.appointment_type_id, v_left.starts_at, v_left.ends_at, v_left.busy, v_left.seats)
    on conflict on constraint appointments_never_overlap do nothing
    returning id into v_id;
  end if;
  if v_id is not null then
    perform app.give_back_seat(v_id);
    if v_id <> v_left.id and not exists (select from app.bookings booking where booking.appointment_id = v_id) then
      -- Nobody ever sat there.
      delete from app.appointments appointment where appointment.id = v_id;
    end if;
  end if;
end
$$;

-- Has a booking give up its seat and take one at another time, and tells both sides; who waits for the old one
-- is offered it. Gives it as it is then.
-- Refuses: TAKEN, SLOWD; and nothing has happened.
create or replace function app.change_seat(p_booking app.bookings, p_type app.appointment_types, p_during tstzrange) returns app.bookings
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
      moves = booking.moves + 1, moved_at = now(), moved_by_teacher = false, moved_from = lower(booking.during)
  where booking.id = p_booking.id
  returning * into v_booking;
  perform app.enqueue_mails(v_booking.id, 'moved', v_booking.email);
  perform app.offer_left_seat(p_booking.appointment_id);
  return v_booking;
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
