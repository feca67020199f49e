-- Gives a seat of a locked appointment back; the last one frees the teacher's time.
create function app.give_back_seat(p_appointment_id uuid) returns void
language plpgsql
as $$
begin
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - 1,
      cancelled_at = case when appointment.seats_taken = 1 then now() end,
      -- With no confirmed booking left, the appointment lasts as long as its longest hold.
      held_until = (
        select case when bool_and(booking.state = 'held') then max(booking.held_until) end
        from app.bookings booking
        where booking.appointment_id = appointment.id
          and booking.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
      )
  where appointment.id = give_back_seat.p_appointment_id;
end
$$;
