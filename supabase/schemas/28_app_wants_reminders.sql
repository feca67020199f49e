-- Whether reminders and follow-ups go to an address: neither did it ask for none, nor did a mail to it come back for good.
create function app.wants_reminders(p_email text) returns boolean
language plpgsql stable
as $$
begin
  return not exists (
    select from app.mail_wishes wish
    where wish.addressee = md5(p_email)::uuid and coalesce(wish.unwanted_since, wish.bounced_at) is not null
  );
end
$$;
