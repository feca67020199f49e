-- The same for a hold that ran out and was taken: the free slots nearest to it; none for a link that is not known.
create function api.nearest_to_hold(p_booking_id uuid, p_link_version integer, p_limit integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select api.nearest_slots(
      teacher.handle, type.handle, lower(booking.during), nearest_to_hold.p_limit,
      -- The one that was held, while the type still has it.
      case when app.minutes_in(booking.during) = any (type.other_durations) then app.minutes_in(booking.during) end
    )
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = nearest_to_hold.p_booking_id
      and booking.link_version = nearest_to_hold.p_link_version
  ), '[]')
$$;
