-- The free slots nearest to a start that was lost, soonest first: within a week of it, or else within sixty days.
-- Refuses: NTFND.
create function api.nearest_slots(
  p_teacher text, p_type text, p_starts_at timestamptz, p_limit integer, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return app.nearest_free(
    app.find_type(nearest_slots.p_teacher, nearest_slots.p_type, nearest_slots.p_duration_minutes),
    nearest_slots.p_starts_at, nearest_slots.p_limit
  );
end
$$;
