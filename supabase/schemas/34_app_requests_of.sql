-- What waits for a teacher's answer, and what has run out without one in the last seven days:
-- {waiting, decide_until, lapsed}, the second being when the first of them runs out.
create function app.requests_of(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  select jsonb_build_object('waiting', count(*), 'decide_until', min(booking.decide_until), 'lapsed', (
    select count(*)
    from app.bookings lapsed
    join app.appointments appointment on appointment.id = lapsed.appointment_id
    where lapsed.has_lapsed and lapsed.decided_at > now() - interval '7 days' and appointment.teacher_id = requests_of.p_teacher_id
  ))
  from app.appointments appointment
  join app.bookings booking on booking.appointment_id = appointment.id
  where appointment.teacher_id = requests_of.p_teacher_id
    and appointment.busy && tstzrange(now(), null)
    and appointment.cancelled_at is null
    and booking.state = 'pending' and booking.decide_until > now()
$$;
