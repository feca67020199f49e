-- The next thing to tell a program, for one drainer: nobody else tells that program anything for p_lease_seconds, so that it
-- hears one thing after the other; and what became of one booking in its order, whatever had to be tried again.
-- Gives {id, claim, hook_id, event, created_at, sealed_url, sealed_secret, sealed_old_secret, booking: describe_listed}, or null.
create function api.take_hook_delivery(p_lease_seconds integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_claim uuid := gen_random_uuid();
  v_delivery app.hook_deliveries;
  v_hook app.hooks;
begin
  select delivery.* into v_delivery
  from app.hook_deliveries delivery
  join app.hooks hook on hook.id = delivery.hook_id
  where delivery.told_at is null and delivery.given_up_at is null and delivery.due_at <= now()
    and hook.off_at is null and (hook.claimed_until is null or hook.claimed_until <= now())
    and not exists (
      select from app.hook_deliveries earlier
      where earlier.booking_id = delivery.booking_id and earlier.hook_id = delivery.hook_id and earlier.place < delivery.place
        and earlier.told_at is null and earlier.given_up_at is null
    )
  order by delivery.due_at, delivery.place
  limit 1
  for no key update of delivery, hook skip locked;
  if not found then
    return null;
  end if;
  update app.hooks hook set claim = v_claim, claimed_until = now() + make_interval(secs => p_lease_seconds)
  where hook.id = v_delivery.hook_id returning * into v_hook;
  update app.hook_deliveries delivery set attempts = delivery.attempts + 1 where delivery.id = v_delivery.id;
  return jsonb_build_object(
    'id', v_delivery.id, 'claim', v_claim, 'hook_id', v_hook.id, 'event', v_delivery.event, 'created_at', v_delivery.created_at,
    'sealed_url', v_hook.sealed_url, 'sealed_secret', v_hook.sealed_secret,
    'sealed_old_secret', case when v_hook.old_until > now() then v_hook.sealed_old_secret end,
    'booking', (select app.describe_listed(booking) from app.bookings booking where booking.id = v_delivery.booking_id)
  );
end
$$;
