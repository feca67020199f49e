-- All that was ever booked under an address. Two indexes, one for what takes time and one for what was given up.
create function app.bookings_of(p_email text) returns setof app.bookings
language sql stable rows 20
as $$
  select booking.* from app.bookings booking
  where booking.email = p_email and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
  union all
  select booking.* from app.bookings booking
  where booking.email = p_email and booking.state in ('cancelled', 'declined')
$$;
