-- The free slots of a type nearest to a start, soonest first: within a week of it, or else within sixty days; none that begins
-- in p_without. Gives [{starts_at, ends_at, seats_left}].
create function app.nearest_free(
  p_type app.appointment_types, p_starts_at timestamptz, p_limit integer, p_without tstzmultirange default '{}'
) returns jsonb
language plpgsql stable
as $$
declare
  v_limit integer := least(p_limit, 20);
  v_hours integer;
  v_around tstzrange;
  v_nearest jsonb;
begin
  foreach v_hours in array array[7 * 24, 60 * 24] loop
    v_around := app.bookable_window(p_type) * tstzrange(
      p_starts_at - make_interval(hours => v_hours), p_starts_at + make_interval(hours => v_hours)
    );
    v_nearest := (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at, 'seats_left', near.seats_left)
        order by near.starts_at
      ), '[]')
      from (
        select * from app.free_slots(p_type, lower(v_around), upper(v_around)) as free
        where not free.starts_at <@ p_without
        order by abs(extract(epoch from free.starts_at - p_starts_at)), free.starts_at
        limit v_limit
      ) as near
    );
    exit when jsonb_array_length(v_nearest) >= v_limit;
  end loop;
  return v_nearest;
end
$$;
