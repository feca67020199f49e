-- How far each group has come: [[served_below, tail_served, tail_count], …] by position; tail_count null before its draw.
create function app.served(p_opening_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_agg(
      jsonb_build_array(each.served_below, each.tail_served, case when each.drawn_at is not null then each.tail_count end)
      order by each.position
    )
    from app.opening_groups each where each.opening_id = p_opening_id
  );
end
$$;
