-- Why a reminder or a follow-up is not sent, as its booking stands now; null where it is.
create function app.outdated(p_mail app.mails, p_booking app.bookings) returns text
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
begin
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = p_booking.appointment_id;
  return case
    when p_booking.email is null then 'erased meanwhile'
    when p_booking.state not in ('confirmed', 'completed') then p_booking.state || ' meanwhile'
    when lower(p_booking.during) <> p_mail.starts_at then 'moved meanwhile'
    when p_mail.kind = 'reminder' and lower(p_booking.during) <= now() then 'begun meanwhile'
    when not app.wants_reminders(p_booking.email) then 'not wanted'
    when p_mail.kind = 'reminder' and p_mail.minutes_before <> all (v_type.reminder_minutes)
      or p_mail.kind = 'follow_up' and v_type.follow_up_minutes is null then 'given up by the teacher'
  end;
end
$$;
