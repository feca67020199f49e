-- Whether a mail to the booker of this booking did not arrive, or was given up: of a series one of any of its dates, as one mail tells
-- of them all. By the ids, as app.was_invited.
create function app.is_unreached(p_booking_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.booking_id = any (is_unreached.p_booking_id || array(
        select other.id from app.bookings other
        where other.series_id = (select booking.series_id from app.bookings booking where booking.id = is_unreached.p_booking_id)
      ))
      and mail.recipient = 'booker'
      and (mail.bounced_at is not null or mail.failed_at is not null and mail.attempts >= 8)
  );
end
$$;
