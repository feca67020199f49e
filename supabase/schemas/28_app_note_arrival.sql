-- What only a mail to an address has was used, and so mails to it do arrive: reminders and offers come again. That it asked for
-- none stays.
create function app.note_arrival(p_email text) returns void
language plpgsql
as $$
begin
  update app.mail_wishes wish set bounced_at = null
  where wish.addressee = md5(p_email)::uuid and wish.bounced_at is not null;
end
$$;
