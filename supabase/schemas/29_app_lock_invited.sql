-- Whether a mail has brought its teacher's calendar the entry of a booking: as app.was_invited, of mails that somebody takes just now, too,
-- which are waited for. Whoever takes one later sees what is done here.
create function app.lock_invited(p_booking_id uuid) returns boolean
language plpgsql
as $$
declare
  v_bookings uuid[] := lock_invited.p_booking_id || array(
    select other.id from app.bookings other
    where other.series_id = (select booking.series_id from app.bookings booking where booking.id = lock_invited.p_booking_id)
  );
  v_mails uuid[] := array(
    select mail.id from app.mails mail
    where mail.booking_id = any (v_bookings) and mail.recipient = 'teacher' and mail.sent_at is null
  );
begin
  perform from app.mails mail where mail.id = any (v_mails) order by mail.id for update;
  return app.was_invited(lock_invited.p_booking_id);
end
$$;
