-- The free slots nearest to a start that was lost, soonest first: within a week of it, or else within sixty days.
-- Refuses: NTFND.
create function api.nearest_slots(
  p_teacher text, p_type text, p_starts_at timestamptz, p_limit integer, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(nearest_slots.p_teacher, nearest_slots.p_type, nearest_slots.p_duration_minutes);
  v_limit integer := least(nearest_slots.p_limit, 20);
  v_hours integer;
  v_around tstzrange;
  v_nearest jsonb;
begin
  foreach v_hours in array array[7 * 24, 60 * 24] loop
    v_around := app.bookable_window(v_type) * tstzrange(
      nearest_slots.p_starts_at - make_interval(hours => v_hours), nearest_slots.p_starts_at + make_interval(hours => v_hours)
    );
    v_nearest := (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at, 'seats_left', near.seats_left)
        order by near.starts_at
      ), '[]')
      from (
        select * from app.free_slots(v_type, lower(v_around), upper(v_around)) as free
        order by abs(extract(epoch from free.starts_at - nearest_slots.p_starts_at))
        limit v_limit
      ) as near
    );
    exit when jsonb_array_length(v_nearest) >= v_limit;
  end loop;
  return v_nearest;
end
$$;
