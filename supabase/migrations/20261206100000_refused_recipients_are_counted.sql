-- A server that refuses every recipient is seen, though nothing waits then: the outbox says how many were refused where none was taken.
-- How the outbox of mails stands, by the 500 that are due first: how many wait, for how long the oldest has been meant to go and
-- has not, for how long one is due that nobody takes, how many were tried in vain. And by the 500 that were last done with, in half an
-- hour: whether any went out within ten minutes, and how many had their recipient refused by the server they were handed to, where
-- none went out. What came back later had gone out, and what is not so any more was not handed to anybody.
create or replace function app.waiting_mails() returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'waiting', count(*),
    'oldest_seconds', coalesce(extract(epoch from now() - min(mail.planned_at))::integer, 0),
    'overdue_seconds', coalesce(extract(epoch from now() - min(mail.due_at) filter (where mail.due_at <= now()))::integer, 0),
    'failing', count(*) filter (where mail.error is not null)
  ) || (
    select jsonb_build_object(
      'moves', coalesce(max(gone.sent_at) > now() - interval '10 minutes', false),
      'refused', case when max(gone.sent_at) is null then
        -- In the words of lib/mail/refused.ts.
        count(*) filter (where gone.bounced_at is not null and gone.error like '% RCPT TO 5%')
      else 0 end
    )
    from (
      select gone.sent_at, gone.bounced_at, gone.error from app.mails gone
      where coalesce(gone.sent_at, gone.failed_at) > now() - interval '30 minutes'
      order by coalesce(gone.sent_at, gone.failed_at) desc limit 500
    ) as gone
  )
  from (
    select next.planned_at, next.due_at, next.error from app.mails next
    where next.sent_at is null and next.failed_at is null and next.due_at < now() + interval '1 day'
    order by next.due_at limit 500
  ) as mail
  where mail.planned_at <= now()
$$;
