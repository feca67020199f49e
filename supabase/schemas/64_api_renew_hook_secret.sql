-- Signs with another secret from now on, and for a day with the one before, too, so that the other side can change over.
-- p_secret_id is made by who asks: asking again by the same changes nothing. Gives describe_hook with its sealed_secret.
-- Refuses: DNIED, NTFND.
create function api.renew_hook_secret(p_user_id uuid, p_hook_id uuid, p_secret_id uuid, p_sealed_secret text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(renew_hook_secret.p_user_id);
  v_hook app.hooks;
begin
  update app.hooks hook
  set sealed_old_secret = hook.sealed_secret, old_until = now() + interval '1 day',
    sealed_secret = p_sealed_secret, secret_id = p_secret_id
  where hook.id = p_hook_id and hook.teacher_id = v_teacher.id and hook.secret_id <> p_secret_id;
  select * into v_hook from app.hooks hook where hook.id = p_hook_id and hook.teacher_id = v_teacher.id;
  if not found then
    perform app.refuse('NTFND', 'no such hook');
  end if;
  return app.describe_hook(v_hook) || jsonb_build_object('sealed_secret', v_hook.sealed_secret);
end
$$;
