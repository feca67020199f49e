-- Sends a personal link to whoever may come without being invited: who opens it has shown that the address is theirs.
-- The answer is the same whether it was asked for before or not. Refuses: NTFND, CLOSD, DNIED (for the invited only),
-- LIMIT (50,000 have asked).
create function api.ask_invitation(p_opening_id uuid, p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings;
  v_invitation app.invitations;
begin
  select * into v_opening from app.openings opening where opening.id = ask_invitation.p_opening_id;
  if not found then
    perform app.refuse('NTFND', 'no such opening');
  elsif v_opening.audience <> 'anyone' or not v_opening.by_ticket then
    perform app.refuse('DNIED', 'for the invited only');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  end if;
  if 50000 <= (select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id) then
    perform app.refuse('LIMIT', 'as many as one opening can have');
  end if;
  -- Those who ask for one address take turns, so that each sees the mail that waits.
  perform app.lock_booker(ask_invitation.p_email);
  insert into app.invitations as known (opening_id, group_id, email, asked)
  select v_opening.id, each.id, ask_invitation.p_email, true
  from app.opening_groups each where each.opening_id = v_opening.id
  order by each.position desc limit 1
  on conflict on constraint invitations_are_one_an_address do update set language = excluded.language
  where known.language <> excluded.language and known.revoked_at is null;
  select * into v_invitation from app.invitations invitation
  where invitation.opening_id = v_opening.id and invitation.email = ask_invitation.p_email and invitation.revoked_at is null;
  if found then
    perform app.invite(v_invitation, p_asked => true);
  end if;
end
$$;
