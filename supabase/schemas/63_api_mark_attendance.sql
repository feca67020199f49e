-- Notes for a booking that has begun whether its booker came: p_state is completed, no_show, or confirmed to take that back.
-- Can be changed, and twice is once. Gives {state}.
-- Refuses: DNIED, NTFND, CLOSD before it begins, CLASH where the student has another booking at that time by now.
create function api.mark_attendance(p_user_id uuid, p_booking_id uuid, p_state text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teachers uuid[] := app.in_charge_of(mark_attendance.p_user_id);
  v_booking app.bookings;
begin
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(booking.email) from app.bookings booking
  where booking.id = p_booking_id and booking.email is not null;
  perform from app.appointments appointment
  where appointment.id = any (app.appointments_with(v_teachers, array[p_booking_id])) for update;
  if found then
    select * into v_booking from app.bookings booking
    where booking.id = p_booking_id and booking.state in ('confirmed', 'completed', 'no_show');
  end if;
  if v_booking.id is null then
    perform app.refuse('NTFND', 'no such booking in your charge');
  elsif lower(v_booking.during) > now() then
    perform app.refuse('CLOSD', 'it has not begun');
  elsif p_state = 'confirmed' and v_booking.state <> 'confirmed' and app.is_elsewhere(v_booking.name, v_booking.email, v_booking.during) then
    perform app.refuse('CLASH', 'this student has another booking at that time');
  end if;
  update app.bookings booking set state = mark_attendance.p_state::app.booking_state where booking.id = v_booking.id;
  return jsonb_build_object('state', p_state);
end
$$;
