-- Whether a mail has brought its teacher's calendar the entry of a booking, or of a series that it is of. By the ids, whatever
-- the planner thinks of it: else it would read all bookings to find a series.
create function app.was_invited(p_booking_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.invites and mail.booking_id = any (was_invited.p_booking_id || array(
      select other.id from app.bookings other
      where other.series_id = (select booking.series_id from app.bookings booking where booking.id = was_invited.p_booking_id)
    ))
  );
end
$$;
