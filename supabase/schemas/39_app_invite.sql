-- Sends an invitation's link: to one address once a minute at most. One that waits already tells the link as it is then.
-- p_asked: by whoever typed the address, and so not at all where it would be one of a pile: past twenty minutes of mails that
-- wait for it, or the seventh of this opening within an hour.
create function app.invite(p_invitation app.invitations, p_asked boolean) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(p_invitation.email)::uuid;
begin
  -- One that waits will tell what holds when it goes; one that is on its way may tell an older link.
  if exists (
    select from app.mails mail
    where mail.invitation_id = p_invitation.id and mail.attempts = 0
      -- As one, so that its own few mails are read and not all those that wait.
      and coalesce(mail.sent_at, mail.failed_at) is null
  ) then
    return;
  elsif p_asked and 6 <= (
    select count(*) from app.mails mail
    where mail.invitation_id = p_invitation.id and mail.planned_at > now() - interval '1 hour'
  ) then
    return;
  end if;
  insert into app.mails (invitation_id, kind, recipient, addressee, planned_at, due_at)
  select p_invitation.id, 'invited', 'booker', v_addressee, planned.at, planned.at
  from (
    select greatest(now(), (
      select mail.planned_at + interval '1 minute' from app.mails mail
      where mail.addressee = v_addressee
      order by mail.planned_at desc limit 1
    )) as at
  ) as planned
  where not p_asked or planned.at <= now() + interval '19 minutes';
end
$$;
