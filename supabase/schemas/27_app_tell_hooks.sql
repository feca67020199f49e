-- Has a teacher's programs told what became of a booking, in the transaction that gives the reason; of reminders they hear
-- nothing, since nothing became of it.
create function app.tell_hooks(p_booking_id uuid, p_kind app.mail_kind) returns void
language plpgsql
as $$
declare
  -- To a program it is all one whether somebody said no or nobody said anything.
  v_event text := 'booking.' || case p_kind when 'lapsed' then 'declined' else p_kind end;
begin
  insert into app.hook_deliveries (hook_id, booking_id, event)
  select hook.id, tell_hooks.p_booking_id, v_event
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  join app.hooks hook on hook.teacher_id = appointment.teacher_id
  where booking.id = tell_hooks.p_booking_id
    and hook.off_at is null and v_event = any (hook.events)
  -- One that is being removed is waited for, and then there is nobody to tell.
  for key share of hook;
end
$$;
