-- Whether a mail brings the entry of its teacher's calendar along: what is booked by one alone, since a class has one entry for
-- all who come, and unless the teacher subscribes to their calendar, which has it already. What a mail has brought, mails
-- change and take back, whatever holds by then.
create function app.invites(p_mail app.mails, p_booking app.bookings) returns boolean
language plpgsql stable
as $$
begin
  return p_mail.recipient = 'teacher' and p_mail.kind in ('confirmed', 'moved', 'cancelled')
    -- What was only asked for was in no calendar.
    and (p_booking.decide_until is null or p_booking.decided_at is not null)
    and (app.was_invited(p_booking.id) or exists (
      select from app.appointments appointment
      where appointment.id = p_booking.appointment_id and appointment.seats = 1
        and not exists (select from app.shared_calendars shared where shared.teacher_id = appointment.teacher_id)
    ));
end
$$;
