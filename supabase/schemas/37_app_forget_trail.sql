-- Deletes up to p_limit lines of the trail that are old enough, the oldest first, and who did what in as many lines of openings'
-- logs. Gives how many.
create function app.forget_trail(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_lines integer;
  v_events integer;
begin
  delete from app.audit change
  where change.id = any (array(
    select due.id from app.audit due where due.at < now() - app.retention_of('trail') order by due.at limit p_limit
    for update skip locked
  ));
  get diagnostics v_lines = row_count;
  update app.opening_events event set actor = null
  where event.id = any (array(
    select due.id from app.opening_events due
    where due.at < now() - app.retention_of('trail') and due.actor is not null
    order by due.at limit p_limit
    for update skip locked
  ));
  get diagnostics v_events = row_count;
  return v_lines + v_events;
end
$$;
