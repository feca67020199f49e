-- Sends the links of invitations that are new, all at once: a little apart, so that bookings' mails get through between
-- them, and to one address once a minute at most.
create function app.invite_all(p_invitation_ids uuid[]) returns void
language plpgsql
as $$
begin
  insert into app.mails (invitation_id, kind, recipient, addressee, planned_at, due_at)
  select planned.id, 'invited', 'booker', planned.addressee, planned.at, planned.at
  from (
    select listed.id, listed.addressee, greatest(now() + listed.after, (
      select mail.planned_at + interval '1 minute' from app.mails mail
      where mail.addressee = listed.addressee
      order by mail.planned_at desc limit 1
    )) as at
    from (
      select invitation.id, md5(invitation.email)::uuid as addressee,
        (row_number() over (order by invitation.email) - 1) * interval '100 milliseconds' as after
      from app.invitations invitation where invitation.id = any (p_invitation_ids)
    ) as listed
  ) as planned;
end
$$;
