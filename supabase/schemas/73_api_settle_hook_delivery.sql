-- What became of telling a program something, by who had the turn: p_status is what was answered, if anything was, and p_error
-- null says that it was taken. Else it is tried again ever later, for about a day; then it is given up, visibly. A program that fails
-- twice in a row is told nothing for a while, ever longer up to five minutes, so that for one that is gone nobody who answers waits.
-- One whose last fifty tries failed, and that for three days, is switched off.
create function api.settle_hook_delivery(p_delivery_id uuid, p_claim uuid, p_status integer, p_error text) returns void
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
