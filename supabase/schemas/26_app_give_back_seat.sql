-- Gives a seat of a locked appointment back: to who waits for it, if anybody does. Else the last one frees the teacher's time.
-- p_moving is a booking that leaves it and is still in it: its seat is nobody else's before it has another.
create function app.give_back_seat(p_appointment_id uuid, p_moving uuid default null) returns void
language plpgsql
as $$
declare
  v_left integer := case when p_moving is null and app.offer_seat(give_back_seat.p_appointment_id) then 0 else 1 end;
begin
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - v_left,
      cancelled_at = case when appointment.seats_taken = v_left then now() end,
      left_at = case when p_moving is null then appointment.left_at else now() end,
      moves = greatest(appointment.moves, (select booking.moves from app.bookings booking where booking.id = give_back_seat.p_moving)),
      -- With no confirmed booking left, the appointment lasts as long as its longest hold.
      held_until = (
        select case when bool_and(booking.state = 'held') then max(app.blocked_until(booking)) end
        from app.bookings booking
        where booking.appointment_id = appointment.id
          and booking.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
          and booking.id is distinct from give_back_seat.p_moving
      )
  where appointment.id = give_back_seat.p_appointment_id;
end
$$;
