-- A program that is told of bookings, as its teacher sees it: with the last things that it was told, and how many it never was.
create function app.describe_hook(p_hook app.hooks) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', (describe_hook.p_hook).id, 'version', (describe_hook.p_hook).version,
    'sealed_url', (describe_hook.p_hook).sealed_url, 'events', (describe_hook.p_hook).events,
    'off_at', (describe_hook.p_hook).off_at, 'failures', (describe_hook.p_hook).failures,
    'failing_since', (describe_hook.p_hook).failing_since,
    'old_until', case when (describe_hook.p_hook).old_until > now() then (describe_hook.p_hook).old_until end,
    'given_up', (
      select count(*) from app.hook_deliveries delivery
      where delivery.hook_id = (describe_hook.p_hook).id and delivery.given_up_at is not null
    ),
    'deliveries', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', delivery.id, 'event', delivery.event, 'booking_id', delivery.booking_id, 'created_at', delivery.created_at,
        'due_at', delivery.due_at, 'attempts', delivery.attempts, 'told_at', delivery.told_at,
        'given_up_at', delivery.given_up_at, 'status', delivery.status, 'error', delivery.error
      ) order by delivery.place desc), '[]')
      from (
        select * from app.hook_deliveries each
        where each.hook_id = (describe_hook.p_hook).id order by each.place desc limit 20
      ) as delivery
    )
  )
$$;
