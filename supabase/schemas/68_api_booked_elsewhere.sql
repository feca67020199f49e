-- Which of these bookings, that a teacher's calendar from elsewhere names, stand with another teacher: who has the calendar is
-- somebody's booker then, and busy. Gives their ids, [] where the calendar is not there any more.
create function api.booked_elsewhere(p_feed_id uuid, p_booking_ids uuid[]) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(booking.id), '[]')
  from app.busy_feeds feed
  cross join app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where feed.id = booked_elsewhere.p_feed_id and booking.id = any (booked_elsewhere.p_booking_ids)
    and booking.state in ('pending', 'confirmed') and appointment.teacher_id <> feed.teacher_id
$$;
