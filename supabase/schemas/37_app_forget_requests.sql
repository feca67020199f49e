-- Forgets what up to p_limit requests were answered, the oldest first: the key stays, and stays used. Gives how many.
create function app.forget_requests(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  update app.requests request set body_hash = null, answer = null
  where request.key = any (array(
    select due.key::text from app.requests due
    where due.answered_at < now() - app.retention_of('answer') and due.answer is not null
    order by due.answered_at
    limit p_limit
    for update skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
