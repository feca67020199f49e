-- Has an address get reminders and follow-ups, or none. Who wants them says with it that mails do arrive. Twice is once. Gives
-- what get_mail_wish gives.
create function api.save_mail_wish(p_addressee uuid, p_wanted boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  insert into app.mail_wishes as wish (addressee, unwanted_since)
  values (save_mail_wish.p_addressee, case when not p_wanted then now() end)
  on conflict (addressee) do update set
    unwanted_since = case when not p_wanted then coalesce(wish.unwanted_since, now()) end,
    bounced_at = case when not p_wanted then wish.bounced_at end;
  return api.get_mail_wish(save_mail_wish.p_addressee);
end
$$;
