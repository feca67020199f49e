-- Takes a booking back whose appointment is locked: its seat is free again, and both sides are told, the teacher with the
-- reason; of what the teacher has cancelled the booker alone, with theirs.
create function app.withdraw_booking(p_booking app.bookings, p_by_teacher boolean, p_reason text) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'cancelled', cancelled_at = now(), cancelled_by_teacher = p_by_teacher, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  if p_by_teacher then
    perform app.tell_by_teacher(p_booking.id, 'cancelled', p_booking.email);
  else
    perform app.enqueue_mails(p_booking.id, 'cancelled', p_booking.email);
  end if;
end
$$;
