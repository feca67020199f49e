-- Makes a link worth nothing, and the place that was taken with it; what was booked stands. Refuses: DNIED, NTFND.
create function api.revoke_invitation(p_user_id uuid, p_opening_id uuid, p_invitation_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(revoke_invitation.p_user_id, revoke_invitation.p_opening_id);
begin
  update app.invitations invitation set revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = revoke_invitation.p_invitation_id and invitation.opening_id = v_opening.id;
  if not found then
    perform app.refuse('NTFND', 'no such invitation');
  end if;
  update app.tickets ticket set left_at = coalesce(ticket.left_at, now()),
      -- least() would pass over a null, which says "none yet".
      pass_until = case when ticket.pass_until is not null then least(ticket.pass_until, now()) end
  where ticket.invitation_id = revoke_invitation.p_invitation_id;
end
$$;
