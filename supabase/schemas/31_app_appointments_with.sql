-- The appointments of some bookings, as far as they are with one of these teachers.
create function app.appointments_with(p_teachers uuid[], p_booking_ids uuid[]) returns uuid[]
language sql stable
return array(
  select distinct appointment.id
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = any (p_booking_ids) and appointment.teacher_id = any (p_teachers)
);
