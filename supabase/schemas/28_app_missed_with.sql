-- How many appointments with a teacher somebody has missed of late, by their address.
create function app.missed_with(p_teacher_id uuid, p_email text) returns integer
language plpgsql stable
as $$
begin
  return (
    select count(*)
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_email and booking.state = 'no_show' and lower(booking.during) > now() - interval '180 days'
      and appointment.teacher_id = p_teacher_id
  );
end
$$;
