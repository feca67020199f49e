-- Takes out all that openings of a school that leaves say and whom they invited. Who came, by number, and in which order stays.
create function app.empty_openings(p_openings uuid[]) returns void
language plpgsql
as $$
declare
  v_invitations uuid[] := array(
    select invitation.id from app.invitations invitation where invitation.opening_id = any (p_openings)
  );
begin
  update app.openings opening set name = 'Opening' where opening.id = any (p_openings);
  update app.opening_groups each set name = 'Group' where each.opening_id = any (p_openings);
  update app.opening_paces pace set free_by_teacher = '{}' where pace.opening_id = any (p_openings);
  update app.opening_events event
  set actor = null, detail = case when event.kind = 'saved' then '{}' else event.detail end
  where event.opening_id = any (p_openings) and (event.actor is not null or event.kind = 'saved');
  update app.invitations invitation
  set email = 'erased ' || invitation.id, name = null, revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = any (v_invitations) and invitation.email not like 'erased %';
  update app.mails mail
  set addressee = null, failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end,
    error = case when mail.sent_at is null then 'erased meanwhile' end
  where mail.invitation_id = any (v_invitations);
end
$$;
