-- Binds an Auth user to the teacher with the address that Auth has verified. Refuses: DNIED.
create function api.claim_desk(p_user_id uuid, p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Who has a new address is the teacher of that one, and of the old one no longer.
  update app.teachers teacher set user_id = null
  where teacher.user_id = claim_desk.p_user_id and teacher.email <> lower(claim_desk.p_email);
  update app.teachers teacher set user_id = claim_desk.p_user_id
  where teacher.email = lower(claim_desk.p_email);
  if not found then
    perform app.refuse('DNIED', 'no teacher has this address');
  end if;
end
$$;
