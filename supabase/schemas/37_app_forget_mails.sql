-- Deletes up to p_limit mails that were sent or given up long ago, the oldest first. Gives how many.
create function app.forget_mails(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  delete from app.mails mail
  where mail.id = any (array(
    select due.id from app.mails due
    where coalesce(due.sent_at, due.failed_at) < now() - app.retention_of('mail')
    order by coalesce(due.sent_at, due.failed_at)
    limit p_limit
    for update skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
