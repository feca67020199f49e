-- Whether somebody who waits has booked such a time meanwhile by themselves.
create function app.has_found(p_wait app.waits) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_wait.email and lower(booking.name) = lower(p_wait.person_name)
      and booking.state in ('pending', 'confirmed')
      and coalesce(booking.confirmed_at, booking.created_at) >= p_wait.created_at
      and lower(booking.during) <@ p_wait.wanted
      and appointment.appointment_type_id = p_wait.appointment_type_id
  );
end
$$;
