-- Makes up to p_limit wishes nameless that ended long ago, the oldest first. Gives how many.
create function app.forget_waits(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  update app.waits wait set person_name = 'Erased', email = 'erased ' || wait.id,
      link_version = wait.link_version % 255 + 1
  where wait.id = any (array(
    select due.id from app.waits due
    where due.email not like 'erased %' and due.created_at < now() - app.retention_of('wait')
      and due.state not in ('waiting', 'offered')
    order by due.created_at
    limit p_limit
    for update skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
