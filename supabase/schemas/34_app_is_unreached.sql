-- Whether a mail to the booker of this booking did not arrive, or was given up.
create function app.is_unreached(p_booking_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.booking_id = p_booking_id and mail.recipient = 'booker'
      and (mail.bounced_at is not null or mail.failed_at is not null and mail.attempts >= 8)
  );
end
$$;
