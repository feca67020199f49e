-- The free slots nearest to a start that was lost, soonest first, within a week of it. Refuses: NTFND.
create function api.nearest_slots(p_teacher text, p_type text, p_starts_at timestamptz, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(nearest_slots.p_teacher, nearest_slots.p_type);
  v_around tstzrange := app.bookable_window(v_type) * tstzrange(
    nearest_slots.p_starts_at - interval '168 hours', nearest_slots.p_starts_at + interval '168 hours'
  );
begin
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at, 'seats_left', near.seats_left)
      order by near.starts_at
    ), '[]')
    from (
      select * from app.free_slots(v_type, lower(v_around), upper(v_around)) as free
      order by abs(extract(epoch from free.starts_at - nearest_slots.p_starts_at))
      limit least(nearest_slots.p_limit, 20)
    ) as near
  );
end
$$;
