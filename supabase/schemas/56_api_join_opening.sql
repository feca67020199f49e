-- Takes the one place that an invitation is good for, or gives it again. Before the draw of its group it gets a rank in it,
-- later a number behind it, which it is told within a second. Gives a ticket (app.describe_ticket).
-- Refuses: NTFND (a wrong or revoked link), CLOSD (places are not given yet, or it is over).
create function api.join_opening(p_invitation_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_invitation app.invitations;
  v_opening app.openings;
  v_group app.opening_groups;
  v_ticket app.tickets;
  v_id uuid := gen_random_uuid();
  v_joined_at timestamptz;
begin
  select * into v_invitation from app.invitations invitation
  where invitation.id = join_opening.p_invitation_id and invitation.link_version = join_opening.p_link_version
    and invitation.revoked_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such invitation');
  end if;
  update app.tickets ticket set left_at = null
  where ticket.invitation_id = v_invitation.id and ticket.left_at is not null;
  select * into v_ticket from app.tickets ticket where ticket.invitation_id = v_invitation.id;
  if found then
    return app.describe_ticket(v_ticket);
  end if;

  select * into v_opening from app.openings opening where opening.id = v_invitation.opening_id;
  if v_opening.joins_at > now() then
    perform app.refuse('CLOSD', 'places are not given yet');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  end if;
  -- Whoever closes the draw waits for those who hold this, and they look at the clock while they do.
  perform pg_advisory_xact_lock_shared(hashtextextended(v_invitation.group_id::text, 2));
  v_joined_at := clock_timestamp();
  select * into v_group from app.opening_groups each where each.id = v_invitation.group_id;
  insert into app.tickets (id, opening_id, group_id, invitation_id, joined_at, rank)
  values (
    v_id, v_opening.id, v_group.id, v_invitation.id, v_joined_at,
    case when v_group.drawn_at is null and v_joined_at < v_group.opens_at then app.rank_of(v_group.seed, v_id) end
  )
  on conflict on constraint tickets_are_one_an_invitation do nothing;
  select * into v_ticket from app.tickets ticket where ticket.invitation_id = v_invitation.id;
  return app.describe_ticket(v_ticket);
end
$$;
