-- Gives up the mail of a booking's last move that nobody has begun to send to its booker, since it moves again. Gives when it began
-- as they were told last, be it by another mail meanwhile, or null where there was none: they may know of that move. Who takes the
-- mail just now is waited for.
create function app.overtake_moved(p_booking app.bookings) returns timestamptz
language plpgsql
as $$
begin
  update app.mails mail set failed_at = now(), error = 'moved again meanwhile'
  where mail.booking_id = p_booking.id and mail.kind = 'moved' and mail.recipient = 'booker'
    -- Said like this, lest it be looked for among all mails that wait.
    and coalesce(mail.sent_at, mail.failed_at) is null and mail.attempts = 0;
  if not found then
    return null;
  end if;
  return coalesce(
    (select told.starts_at from app.told_starts(p_booking) as told order by told.taken_at desc limit 1),
    p_booking.told_start, p_booking.moved_from
  );
end
$$;
