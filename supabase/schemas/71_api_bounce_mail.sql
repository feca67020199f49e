-- A mail did not arrive, as its server said at once or later: it is not sent again. p_gone: there is no such address, which then
-- gets no more reminders. Said again, it changes nothing. Refuses: NTFND.
create function api.bounce_mail(p_mail_id uuid, p_gone boolean, p_why text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_mail app.mails;
begin
  update app.mails mail
  set bounced_at = now(), error = left(bounce_mail.p_why, 200),
      failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end
  where mail.id = bounce_mail.p_mail_id and mail.bounced_at is null
  returning * into v_mail;
  if found and p_gone then
    insert into app.mail_wishes as wish (addressee, bounced_at)
    select md5(known.email)::uuid, now()
    from (
      select booking.email from app.bookings booking where booking.id = v_mail.booking_id and v_mail.recipient = 'booker'
      union all
      select invitation.email from app.invitations invitation where invitation.id = v_mail.invitation_id
      union all
      select wait.email from app.waits wait where wait.id = v_mail.wait_id
      union all
      select booker.email from app.bookers booker where booker.id = v_mail.booker_id
    ) as known
    -- Who was erased meanwhile is nobody.
    where known.email is not null and known.email not like 'erased %'
    on conflict (addressee) do update set bounced_at = now();
  elsif not found and not exists (select from app.mails mail where mail.id = bounce_mail.p_mail_id) then
    perform app.refuse('NTFND', 'no such mail');
  end if;
end
$$;
