-- A mail did not arrive, as its server said at once or later: it is not sent again. p_gone: there is no such address, which then
-- gets no more reminders. A seat that it told of goes to the next one who waits, at once. Said again, it changes nothing. Refuses: NTFND.
create function api.bounce_mail(p_mail_id uuid, p_gone boolean, p_why text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_mail app.mails;
  v_offer app.bookings;
  v_is_new boolean;
begin
  -- The seat before its mail, as whoever erases somebody does.
  select booking.* into v_offer
  from app.mails mail
  join app.bookings booking on booking.wait_id = mail.wait_id and booking.state = 'held' and booking.created_at <= mail.created_at
  where mail.id = bounce_mail.p_mail_id and mail.kind = 'offered';
  if found then
    v_offer := app.lock_booking(v_offer.id, v_offer.link_version);
  end if;
  update app.mails mail
  set bounced_at = now(), error = left(bounce_mail.p_why, 200),
      failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end
  where mail.id = bounce_mail.p_mail_id and mail.bounced_at is null
  returning * into v_mail;
  v_is_new := found;
  if v_is_new and p_gone then
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
  elsif not v_is_new and not exists (select from app.mails mail where mail.id = bounce_mail.p_mail_id) then
    perform app.refuse('NTFND', 'no such mail');
  end if;
  if v_is_new and v_offer.state = 'held' then
    update app.bookings booking set state = 'expired', held_until = least(booking.held_until, now()) where booking.id = v_offer.id;
    perform app.give_back_seat(v_offer.appointment_id);
  end if;
end
$$;
