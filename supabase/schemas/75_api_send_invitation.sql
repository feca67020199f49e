-- Sends a link again, as a new one: what was sent before is worth nothing from now on, and what was revoked is good again.
-- The place stays. Refuses: DNIED, NTFND, LIMIT (254 times).
create function api.send_invitation(p_user_id uuid, p_opening_id uuid, p_invitation_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(send_invitation.p_user_id, send_invitation.p_opening_id);
  v_invitation app.invitations;
begin
  select * into v_invitation from app.invitations invitation
  where invitation.id = send_invitation.p_invitation_id and invitation.opening_id = v_opening.id
  for update;
  if not found then
    perform app.refuse('NTFND', 'no such invitation');
  elsif v_invitation.link_version = 255 then
    perform app.refuse('LIMIT', 'sent as often as can be');
  end if;
  update app.invitations invitation set link_version = invitation.link_version + 1, revoked_at = null
  where invitation.id = v_invitation.id
  returning * into v_invitation;
  -- Whoever came in by the old one is out.
  update app.tickets ticket set pass_until = least(ticket.pass_until, now())
  where ticket.invitation_id = v_invitation.id and ticket.pass_until is not null;
  -- One that waits tells the new link when it goes.
  perform app.invite(v_invitation, p_asked => false);
end
$$;
