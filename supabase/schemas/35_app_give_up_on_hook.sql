-- Nothing of what waits for a program that is switched off is told, unless its teacher wants it later.
create function app.give_up_on_hook(p_hook_id uuid, p_why text) returns void
language sql
as $$
  update app.hook_deliveries delivery
  set given_up_at = now(), error = coalesce(delivery.error, give_up_on_hook.p_why)
  where delivery.hook_id = give_up_on_hook.p_hook_id and delivery.told_at is null and delivery.given_up_at is null
$$;
