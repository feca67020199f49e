-- Bookings to come that a teacher's rules would not offer any more, and that the teacher has not said to keep: by start,
-- [{id, starts_at, ends_at, type, name, email}]. At most 200: those after them come when these are settled.
create function app.outside(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', found.id, 'starts_at', found.starts_at, 'ends_at', found.ends_at, 'type', found.type, 'name', found.name, 'email', found.email
  ) order by found.starts_at, found.name), '[]')
  from (
    select booking.id, appointment.starts_at, appointment.ends_at, type.name as type, booking.name, booking.email
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.bookings booking on booking.appointment_id = appointment.id and booking.state in ('pending', 'confirmed')
    where appointment.teacher_id = outside.p_teacher_id
      and appointment.busy && tstzrange(now(), null)
      and appointment.cancelled_at is null
      and appointment.starts_at > now()
      and not appointment.is_kept
      and not app.is_offered(
        app.of_duration(type, app.minutes_in(tstzrange(appointment.starts_at, appointment.ends_at))), appointment.starts_at
      )
    order by appointment.starts_at
    limit 200
  ) as found
$$;
