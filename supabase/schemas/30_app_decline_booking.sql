-- Says no to a request whose appointment is locked: its seat is free again, and the booker is told, with the reason; or kindly
-- that nobody has answered, where it lapses.
create function app.decline_booking(p_booking app.bookings, p_reason text, p_lapses boolean default false) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'declined', decided_at = now(), has_lapsed = p_lapses, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  perform app.tell_by_teacher(
    p_booking.id, case when p_lapses then 'lapsed'::app.mail_kind else 'declined' end, p_booking.email
  );
end
$$;
