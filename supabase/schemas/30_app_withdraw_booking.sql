-- Takes a booking back whose appointment is locked: its seat is free again, and both sides are told; of what the teacher has
-- cancelled the booker alone, with the reason.
create function app.withdraw_booking(p_booking app.bookings, p_by_teacher boolean, p_reason text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(p_booking.email)::uuid;
  v_planned_at timestamptz;
begin
  update app.bookings booking
  set state = 'cancelled', cancelled_at = now(), cancelled_by_teacher = p_by_teacher, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  if not p_by_teacher then
    perform app.enqueue_mails(p_booking.id, 'cancelled', p_booking.email);
    return;
  end if;
  v_planned_at := app.mail_turn('cancelled', v_addressee);
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (p_booking.id, 'cancelled', 'booker', v_addressee, v_planned_at, v_planned_at);
end
$$;
