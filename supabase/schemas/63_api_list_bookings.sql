-- A teacher's own bookings that start in [p_from, p_until), by start; holds are nobody's business. Refuses: DNIED.
create function api.list_bookings(p_user_id uuid, p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_bookings.p_user_id);
  v_asked tstzrange := tstzrange(list_bookings.p_from, greatest(list_bookings.p_from, list_bookings.p_until));
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', listed.id, 'state', listed.state, 'starts_at', listed.starts_at, 'ends_at', listed.ends_at,
      'type', listed.type, 'name', listed.name, 'email', listed.email, 'seats', listed.seats
    ) order by listed.starts_at, listed.name), '[]')
    from (
      select booking.id, booking.state, appointment.starts_at, appointment.ends_at, type.name as type,
        booking.name, booking.email, appointment.seats
      from app.appointments appointment
      join app.bookings booking on booking.appointment_id = appointment.id
      join app.appointment_types type on type.id = appointment.appointment_type_id
      where appointment.teacher_id = v_teacher.id
        -- Two indexes, one for the time that stands and one for what was cancelled.
        and (
          (appointment.cancelled_at is null and appointment.busy && v_asked)
          or (appointment.cancelled_at is not null
            and appointment.starts_at >= list_bookings.p_from and appointment.starts_at < list_bookings.p_until)
        )
        and appointment.starts_at >= list_bookings.p_from and appointment.starts_at < list_bookings.p_until
        and booking.state in ('pending', 'confirmed', 'cancelled', 'completed', 'no_show')
      order by appointment.starts_at
      limit 2000
    ) as listed
  );
end
$$;
