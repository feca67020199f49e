-- How what programs are to be told stands, by the 500 that are due first: how many wait, and for how long one is due that nobody
-- takes, though it is its turn and its program answers.
create function app.waiting_hooks() returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'waiting', count(*),
    'overdue_seconds', coalesce(extract(epoch from now() - min(delivery.due_at) filter (
      where delivery.due_at <= now() and hook.off_at is null and hook.failing_since is null
        and (hook.claimed_until is null or hook.claimed_until <= now())
        and not exists (
          select from app.hook_deliveries earlier
          where earlier.booking_id = delivery.booking_id and earlier.hook_id = delivery.hook_id and earlier.place < delivery.place
            and earlier.told_at is null and earlier.given_up_at is null
        )
    ))::integer, 0)
  )
  from (
    select next.* from app.hook_deliveries next
    where next.told_at is null and next.given_up_at is null and next.due_at < now() + interval '1 day'
    order by next.due_at, next.place limit 500
  ) as delivery
  cross join lateral (select each.* from app.hooks each where each.id = delivery.hook_id offset 0) as hook
$$;
