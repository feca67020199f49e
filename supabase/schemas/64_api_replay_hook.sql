-- Tells a program again what it was told or never was, by the same id: one thing, or without p_delivery_id all that was given
-- up. Gives how many. Refuses: DNIED, NTFND, CLOSD for a program that is switched off.
create function api.replay_hook(p_user_id uuid, p_hook_id uuid, p_delivery_id uuid) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(replay_hook.p_user_id);
  v_hook app.hooks;
  v_count integer;
begin
  select * into v_hook from app.hooks hook
  where hook.id = p_hook_id and hook.teacher_id = v_teacher.id for no key update;
  if not found then
    perform app.refuse('NTFND', 'no such hook');
  elsif v_hook.off_at is not null then
    perform app.refuse('CLOSD', 'it is switched off');
  end if;
  update app.hook_deliveries delivery
  set due_at = now(), attempts = 0, told_at = null, given_up_at = null, status = null, error = null
  where delivery.hook_id = p_hook_id
    and case when p_delivery_id is null then delivery.given_up_at is not null else delivery.id = p_delivery_id end;
  get diagnostics v_count = row_count;
  if v_count = 0 and p_delivery_id is not null then
    perform app.refuse('NTFND', 'no such delivery');
  end if;
  -- Whoever asks for it has mended something.
  update app.hooks hook set claimed_until = null where hook.id = p_hook_id and hook.claim is null;
  return v_count;
end
$$;
