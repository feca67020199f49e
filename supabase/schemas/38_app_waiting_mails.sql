-- How the outbox of mails stands, by the 500 that are due first: how many wait, for how long the oldest has been meant to go and
-- has not, for how long one is due that nobody takes, how many were tried in vain, and whether any went out within ten minutes.
create function app.waiting_mails() returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'waiting', count(*),
    'oldest_seconds', coalesce(extract(epoch from now() - min(mail.planned_at))::integer, 0),
    'overdue_seconds', coalesce(extract(epoch from now() - min(mail.due_at) filter (where mail.due_at <= now()))::integer, 0),
    'failing', count(*) filter (where mail.error is not null),
    'moves', exists (
      select from (
        select gone.sent_at from app.mails gone
        where coalesce(gone.sent_at, gone.failed_at) > now() - interval '10 minutes'
        order by coalesce(gone.sent_at, gone.failed_at) desc limit 500
      ) as gone
      where gone.sent_at is not null
    )
  )
  from (
    select next.planned_at, next.due_at, next.error from app.mails next
    where next.sent_at is null and next.failed_at is null and next.due_at < now() + interval '1 day'
    order by next.due_at limit 500
  ) as mail
  where mail.planned_at <= now()
$$;
