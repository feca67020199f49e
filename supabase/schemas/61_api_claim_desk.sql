-- Binds an Auth user to the teacher, the staff member and the operator with the address that Auth has verified. Refuses: DNIED.
create function api.claim_desk(p_user_id uuid, p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_known boolean;
begin
  -- Who has a new address is the teacher of that one, and of the old one no longer.
  update app.teachers teacher set user_id = null
  where teacher.user_id = claim_desk.p_user_id and teacher.email <> lower(claim_desk.p_email);
  update app.teachers teacher set user_id = claim_desk.p_user_id
  where teacher.email = lower(claim_desk.p_email);
  v_known := found;
  update app.staff staff set user_id = null
  where staff.user_id = claim_desk.p_user_id and staff.email <> lower(claim_desk.p_email);
  update app.staff staff set user_id = claim_desk.p_user_id
  where staff.email = lower(claim_desk.p_email);
  v_known := v_known or found;
  update app.operators operator set user_id = null
  where operator.user_id = claim_desk.p_user_id and operator.email <> lower(claim_desk.p_email);
  update app.operators operator set user_id = claim_desk.p_user_id
  where operator.email = lower(claim_desk.p_email);
  if not (v_known or found) then
    perform app.refuse('DNIED', 'nobody here has this address');
  end if;
end
$$;
