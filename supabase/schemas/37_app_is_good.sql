-- Whether a place is still that of who took it by a link of this version: not of one that was revoked or sent anew since.
create function app.is_good(p_ticket app.tickets, p_link_version integer) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.invitations invitation
    where invitation.id = p_ticket.invitation_id and invitation.link_version = p_link_version and invitation.revoked_at is null
  );
end
$$;
