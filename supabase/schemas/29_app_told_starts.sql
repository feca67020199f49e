-- When a booking begins as mails to its booker have said, each as it was taken last: also one that told of its whole series.
-- Which of them surely arrived, as far as is known, is is_sure: one that was begun and has failed, or came back, may have or not.
create function app.told_starts(p_booking app.bookings)
returns table (starts_at timestamptz, taken_at timestamptz, is_sure boolean)
language sql stable rows 4
as $$
  select (mail.told ->> p_booking.id::text)::timestamptz, mail.taken_at, mail.sent_at is not null and mail.bounced_at is null
  from app.mails mail
  where mail.booking_id = any (p_booking.id || array(
      select other.id from app.bookings other where other.series_id = p_booking.series_id
    ))
    and mail.told is not null and mail.told ? p_booking.id::text
$$;
