-- Of a booking that was called off while news of its last move had not surely reached its booker: when it began as they knew it, where
-- that was another time. Null of any other.
create function app.known_start(p_booking app.bookings) returns timestamptz
language plpgsql stable
as $$
begin
  return case
    when p_booking.state in ('cancelled', 'declined') and exists (
      select from app.mails mail
      where mail.booking_id = p_booking.id and mail.kind = 'moved' and mail.recipient = 'booker'
        and mail.created_at >= p_booking.moved_at and (mail.sent_at is null or mail.bounced_at is not null)
    ) then nullif(coalesce(
      (select told.starts_at from app.told_starts(p_booking) as told where told.is_sure order by told.taken_at desc limit 1),
      p_booking.told_start, p_booking.moved_from
    ), lower(p_booking.during))
  end;
end
$$;
