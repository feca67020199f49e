-- A mail that was given up is not brought back by who could not send it.
-- What became of a mail: p_error null says it was sent. After eight attempts it is given up, visibly. That it was not sent says nothing
-- of one that was given up meanwhile, as who is erased is written to no more.
create or replace function api.mark_mail(p_mail_id uuid, p_error text) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.mails mail
  set sent_at = case when mark_mail.p_error is null then now() end,
      failed_at = case when mark_mail.p_error is not null and mail.attempts >= 8 then now() end,
      error = left(mark_mail.p_error, 500)
  where mail.id = mark_mail.p_mail_id and mail.sent_at is null
    and (mark_mail.p_error is null or mail.failed_at is null and mail.bounced_at is null)
$$;
