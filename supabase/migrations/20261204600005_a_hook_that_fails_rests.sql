-- A program that fails twice in a row is told nothing for a while, and keeps nobody else waiting.
-- Tells a program again what it was told or never was, by the same id: one thing, or without p_delivery_id all that was given
-- up. Gives how many. Refuses: DNIED, NTFND, CLOSD for a program that is switched off.
create or replace function api.replay_hook(p_user_id uuid, p_hook_id uuid, p_delivery_id uuid) returns integer
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

-- Adds a program that is told of bookings under an id that the form has made (p_version 0), with its address and its secret, or
-- changes what one is told and whether, which takes neither. Switched on it has a clean slate; switched off, what waits is
-- given up. Saving the same again changes nothing.
-- Gives describe_hook with its sealed_secret. Refuses: DNIED, NTFND for another teacher's, STALE, LIMIT above five.
create or replace function api.save_hook(
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

-- What became of telling a program something, by who had the turn: p_status is what was answered, if anything was, and p_error
-- null says that it was taken. Else it is tried again ever later, for about a day; then it is given up, visibly. A program that fails
-- twice in a row is told nothing for a while, ever longer up to five minutes, so that for one that is gone nobody who answers waits.
-- One whose last fifty tries failed, and that for three days, is switched off.
create or replace function api.settle_hook_delivery(p_delivery_id uuid, p_claim uuid, p_status integer, p_error text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_pauses constant interval[] := '{10 seconds, 1 minute, 5 minutes, 30 minutes, 2 hours, 6 hours, 15 hours}';
  v_rests constant interval[] := '{0 seconds, 10 seconds, 1 minute}';
  v_hook app.hooks;
begin
  update app.hooks hook
  set claim = null,
    claimed_until = case when p_error is not null then now() + coalesce(v_rests[hook.failures + 1], '5 minutes') end,
    failures = case when p_error is null then 0 else hook.failures + 1 end,
    failing_since = case when p_error is not null then coalesce(hook.failing_since, now()) end
  from app.hook_deliveries delivery
  where delivery.id = p_delivery_id and hook.id = delivery.hook_id and hook.claim = p_claim
  returning hook.* into v_hook;
  -- That it was told is true whoever has the turn by now.
  if v_hook.id is null and p_error is not null then
    return;
  end if;
  update app.hook_deliveries delivery
  set status = p_status, error = left(p_error, 500),
    told_at = case when p_error is null then now() end,
    given_up_at = case when p_error is not null and delivery.attempts > cardinality(v_pauses) then now() end,
    due_at = case when p_error is null then delivery.due_at else now() + coalesce(v_pauses[delivery.attempts], '0') end
  where delivery.id = p_delivery_id and delivery.told_at is null;
  if v_hook.failures >= 50 and v_hook.failing_since <= now() - interval '3 days' then
    update app.hooks hook set off_at = now() where hook.id = v_hook.id;
    perform app.give_up_on_hook(v_hook.id, 'switched off');
  end if;
end
$$;
