-- Invites families, all of them or none: [{email, name, group}], group by its position. One that is invited already gets the
-- new name and, while it has taken no place yet, the new group, and no second mail.
-- Gives {added, changed, kept}. Refuses: DNIED, NTFND, CLOSD (over), INVAL (no such group), LIMIT (past 20,000).
create function api.invite_families(p_user_id uuid, p_opening_id uuid, p_families jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(invite_families.p_user_id, invite_families.p_opening_id);
  v_family jsonb;
  v_group app.opening_groups;
  v_known app.invitations;
  v_invitation app.invitations;
  v_added integer := 0;
  v_changed integer := 0;
  v_kept integer := 0;
begin
  if v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  end if;
  -- By address, so that two lists at once never wait in a circle.
  for v_family in select value from jsonb_array_elements(p_families) order by value ->> 'email' collate "C" loop
    select * into v_group from app.opening_groups each
    where each.opening_id = v_opening.id and each.position = (v_family ->> 'group')::smallint;
    if not found then
      perform app.refuse('INVAL', 'no such group');
    end if;
    insert into app.invitations (opening_id, group_id, email, name)
    values (v_opening.id, v_group.id, v_family ->> 'email', v_family ->> 'name')
    on conflict on constraint invitations_are_one_an_address do nothing
    returning * into v_invitation;
    if found then
      perform app.invite(v_invitation, v_added * interval '100 milliseconds');
      v_added := v_added + 1;
      continue;
    end if;
    select * into v_known from app.invitations invitation
    where invitation.opening_id = v_opening.id and invitation.email = v_family ->> 'email'
    for update;
    update app.invitations invitation
    set name = v_family ->> 'name',
        group_id = case
          when exists (select from app.tickets ticket where ticket.invitation_id = invitation.id) then invitation.group_id
          else v_group.id
        end
    where invitation.id = v_known.id
    returning * into v_invitation;
    if row(v_known.name, v_known.group_id) is distinct from row(v_invitation.name, v_invitation.group_id) then
      v_changed := v_changed + 1;
    else
      v_kept := v_kept + 1;
    end if;
  end loop;
  -- Looked at when all is done, since most of a list may be there already.
  if v_added > 0 and 20000 < (
    select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id
  ) then
    perform app.refuse('LIMIT', 'as many families as one opening can have');
  end if;
  return jsonb_build_object('added', v_added, 'changed', v_changed, 'kept', v_kept);
end
$$;
