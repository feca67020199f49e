-- Deletes up to p_limit addresses that once asked for their own page, to which nobody comes any more (app.is_unvisited). Gives how many.
create function app.forget_pages(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_due text[] := array(
    select booker.email::text from app.bookers booker
    where booker.asked_at < now() - app.retention_of('page') and app.is_unvisited(booker)
    order by booker.asked_at
    limit p_limit
  );
  v_count integer;
begin
  -- Who asks for it in this moment, or is erased, has the booker's turn (app.lock_booker), and nobody waits for them here.
  v_due := array(select due.email from unnest(v_due) as due (email) where pg_try_advisory_xact_lock(hashtextextended(due.email, 1)));
  delete from app.bookers booker where booker.email = any (v_due) and app.is_unvisited(booker);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
