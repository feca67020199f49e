-- A booking as those see it who have charge of it, with all that its row opens to.
create function app.describe_listed(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'id', p_booking.id, 'state', p_booking.state, 'starts_at', lower(p_booking.during), 'ends_at', upper(p_booking.during),
      'teacher', teacher.name, 'time_zone', teacher.time_zone, 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
      'name', p_booking.name, 'email', p_booking.email, 'answers', p_booking.answers,
      'booked_at', coalesce(p_booking.confirmed_at, p_booking.created_at),
      'decide_until', p_booking.decide_until, 'decided_at', p_booking.decided_at, 'has_lapsed', p_booking.has_lapsed,
      'cancelled_at', p_booking.cancelled_at, 'cancelled_by_teacher', p_booking.cancelled_by_teacher,
      'cancel_reason', p_booking.cancel_reason, 'is_unreached', app.is_unreached(p_booking.id),
      'moved_at', p_booking.moved_at, 'moved_from', p_booking.moved_from, 'moved_by_teacher', p_booking.moved_by_teacher,
      'moved_by_hand', p_booking.moved_by_hand, 'move_message', p_booking.move_message,
      'missed', app.missed_with(teacher.id, p_booking.email),
      'series', case when p_booking.series_id is not null then (
        select jsonb_build_object(
          'nth', count(*) filter (where (other.during, other.id) <= (p_booking.during, p_booking.id)), 'of', count(*)
        )
        from app.bookings other where other.series_id = p_booking.series_id
      ) end
    )
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where appointment.id = p_booking.appointment_id
  );
end
$$;
