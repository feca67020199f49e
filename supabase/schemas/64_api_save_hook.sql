-- Adds a program that is told of bookings under an id that the form has made (p_version 0), with its address and its secret, or
-- changes what one is told and whether, which takes neither. Switched on it has a clean slate; switched off, what waits is
-- given up. Saving the same again changes nothing.
-- Gives describe_hook with its sealed_secret. Refuses: DNIED, NTFND for another teacher's, STALE, LIMIT above five.
create function api.save_hook(
  p_user_id uuid, p_hook_id uuid, p_version integer, p_events text[], p_is_on boolean, p_sealed_url text, p_sealed_secret text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_hook.p_user_id);
  v_hook app.hooks;
begin
  perform pg_advisory_xact_lock(hashtextextended(v_teacher.id::text, 6));
  select * into v_hook from app.hooks hook where hook.id = p_hook_id for no key update;
  if found and v_hook.teacher_id <> v_teacher.id or not found and p_version > 0 then
    perform app.refuse('NTFND', 'no such hook');
  end if;
  if v_hook.id is null then
    if (select count(*) from app.hooks hook where hook.teacher_id = v_teacher.id) >= 5 then
      perform app.refuse('LIMIT', 'five are as many as one teacher can have');
    end if;
    insert into app.hooks (id, teacher_id, sealed_url, sealed_secret, secret_id, events, off_at)
    values (p_hook_id, v_teacher.id, p_sealed_url, p_sealed_secret, p_hook_id, p_events, case when not p_is_on then now() end)
    returning * into v_hook;
  elsif v_hook.version = p_version then
    update app.hooks hook
    set version = hook.version + 1, events = p_events, failures = 0, failing_since = null,
      claimed_until = case when hook.claim is not null then hook.claimed_until end,
      off_at = case when not p_is_on then coalesce(hook.off_at, now()) end
    where hook.id = p_hook_id returning * into v_hook;
    perform app.give_up_on_hook(v_hook.id, 'switched off') where not p_is_on;
  elsif v_hook.version <> p_version + 1 or v_hook.events <> p_events or (v_hook.off_at is null) <> p_is_on then
    perform app.refuse('STALE', 'the hook was changed elsewhere');
  end if;
  return app.describe_hook(v_hook) || jsonb_build_object('sealed_secret', v_hook.sealed_secret);
end
$$;
