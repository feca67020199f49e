-- Whether an address gets reminders and follow-ups, and whether mails to it came back: {wanted, bounced}.
create function api.get_mail_wish(p_addressee uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_wish app.mail_wishes;
begin
  select * into v_wish from app.mail_wishes wish where wish.addressee = get_mail_wish.p_addressee;
  return jsonb_build_object('wanted', v_wish.unwanted_since is null, 'bounced', v_wish.bounced_at is not null);
end
$$;
