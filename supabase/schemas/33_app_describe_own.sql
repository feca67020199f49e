-- A booking as a line of its booker's own list.
create function app.describe_own(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'booking_id', p_booking.id, 'link_version', p_booking.link_version, 'state', p_booking.state,
      'starts_at', lower(p_booking.during), 'ends_at', upper(p_booking.during), 'name', p_booking.name,
      'teacher', teacher.name, 'teacher_time_zone', teacher.time_zone, 'school', school.name, 'type', type.name,
      'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null,
      'place_kind', type.place_kind,
      -- As app.describe_booking has it: not for who only asks.
      'place', case
        when p_booking.decide_until is null or p_booking.confirmed_at is not null or type.place_kind = 'address' then type.place else ''
      end
    )
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    join app.schools school on school.id = teacher.school_id
    where appointment.id = p_booking.appointment_id
  );
end
$$;
