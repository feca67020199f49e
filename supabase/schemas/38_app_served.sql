-- How far each group has come: [[served_below, tail_served], …] by position.
create function app.served(p_opening_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_agg(jsonb_build_array(each.served_below, each.tail_served) order by each.position)
    from app.opening_groups each where each.opening_id = p_opening_id
  );
end
$$;
