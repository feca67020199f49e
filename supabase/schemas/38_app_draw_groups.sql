-- Closes the draw of each group whose time has come: from now on its ranks stand, and who comes later is behind them.
-- Whoever is joining has a shared lock on the group, so that nobody is half in.
create function app.draw_groups(p_opening_id uuid) returns void
language plpgsql
as $$
declare
  v_group app.opening_groups;
begin
  for v_group in
    select * from app.opening_groups each
    where each.opening_id = p_opening_id and each.drawn_at is null and each.opens_at <= now()
    order by each.position
  loop
    perform pg_advisory_xact_lock(hashtextextended(v_group.id::text, 2));
    update app.opening_groups each
    set drawn_at = clock_timestamp(), drawn_count = drawn.count, tickets_hash = drawn.hash
    from (
      select count(*) as count, sha256(convert_to(coalesce(string_agg(ticket.id::text, E'\n' order by ticket.id), ''), 'UTF8')) as hash
      from app.tickets ticket where ticket.group_id = v_group.id and ticket.rank is not null
    ) as drawn
    -- It may have been moved while this waited for it.
    where each.id = v_group.id and each.drawn_at is null and each.opens_at <= now()
    returning each.* into v_group;
    continue when not found;
    perform app.log_opening(p_opening_id, 'drawn', null, jsonb_build_object(
      'group', v_group.position, 'tickets', v_group.drawn_count, 'tickets_hash', encode(v_group.tickets_hash, 'hex')
    ));
  end loop;
end
$$;
