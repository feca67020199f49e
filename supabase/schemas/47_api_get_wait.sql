-- What somebody waits for, as its own page shows it: app.describe_wait, and mails_come_back: nothing is offered to an address where
-- there is nobody, as a server said. Refuses: NTFND.
create function api.get_wait(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(get_wait.p_wait_id, get_wait.p_link_version);
begin
  return app.describe_wait(v_wait) || jsonb_build_object('mails_come_back', exists (
    select from app.mail_wishes wish where wish.addressee = md5(v_wait.email)::uuid and wish.bounced_at is not null
  ));
end
$$;
