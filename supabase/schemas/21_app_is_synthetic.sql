-- Whether a booking is the synthetic booker's: of an address that cannot be anybody's, and at the school that nobody else
-- books at. Anybody may type such an address, and it costs no other booking a look.
create function app.is_synthetic(p_booking_id uuid, p_email text) returns boolean
language plpgsql stable
as $$
begin
  if p_email is null or p_email not like '%.invalid' then
    return false;
  end if;
  return exists (
    select from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    join app.schools school on school.id = teacher.school_id
    where booking.id = is_synthetic.p_booking_id and school.is_synthetic
  );
end
$$;
