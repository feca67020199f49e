-- The same as app.requests_of, of all the teachers of a school.
create function app.requests_in(p_school_id uuid) returns jsonb
language sql stable
as $$
  select jsonb_build_object('waiting', count(*), 'decide_until', min(booking.decide_until), 'lapsed', (
    select count(*)
    from app.bookings lapsed
    cross join lateral (select each.teacher_id from app.appointments each where each.id = lapsed.appointment_id offset 0) as appointment
    cross join lateral (select each.school_id from app.teachers each where each.id = appointment.teacher_id offset 0) as teacher
    where lapsed.has_lapsed and lapsed.decided_at > now() - interval '7 days' and teacher.school_id = requests_in.p_school_id
  ))
  from app.bookings booking
  cross join lateral (select each.teacher_id from app.appointments each where each.id = booking.appointment_id offset 0) as appointment
  cross join lateral (select each.school_id from app.teachers each where each.id = appointment.teacher_id offset 0) as teacher
  where booking.state = 'pending' and booking.decide_until > now() and teacher.school_id = requests_in.p_school_id
$$;
