-- What one booker may have of an opening that asks for no ticket: LIMIT past it. By address, whose turn it is. What was
-- booked of the same types before it is not of it.
create function app.require_share(p_opening_id uuid, p_email text) returns void
language plpgsql
as $$
begin
  if exists (
    select from app.openings opening
    where opening.id = p_opening_id and not opening.by_ticket and opening.bookings_each <= (
      select count(*)
      from app.bookings booking
      join app.appointments appointment on appointment.id = booking.appointment_id
      join app.appointment_types type on type.id = appointment.appointment_type_id
      where booking.email = p_email and booking.state in ('pending', 'confirmed', 'completed', 'no_show') and type.opening_id = opening.id
        and coalesce(booking.confirmed_at, booking.created_at) >= greatest(opening.opens_at, opening.created_at)
    )
  ) then
    perform app.refuse('LIMIT', 'as many bookings of this opening as one booker may have');
  end if;
end
$$;
