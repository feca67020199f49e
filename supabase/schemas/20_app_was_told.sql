-- Whether somebody who waits was told of what is offered, in time to say something: by a mail that went out when five minutes of
-- it were left at least, and did not come back.
create function app.was_told(p_offer app.bookings) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.wait_id = p_offer.wait_id and mail.wait_id is not null and mail.kind = 'offered'
      and mail.created_at >= p_offer.created_at
      and mail.sent_at <= p_offer.held_until - interval '5 minutes' and mail.bounced_at is null
  );
end
$$;
