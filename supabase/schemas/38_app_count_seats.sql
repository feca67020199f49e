-- Seats that are free in an opening, up to p_most: starts that overlap, of types that share a teacher's time, each count.
create function app.count_seats(p_opening_id uuid, p_most integer) returns integer
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
  v_window tstzrange;
  v_free integer := 0;
begin
  for v_type in
    select * from app.appointment_types type
    where type.opening_id = p_opening_id and type.retired_at is null
    order by type.id
  loop
    v_window := app.bookable_window(v_type);
    if not isempty(v_window) then
      v_free := v_free + (select coalesce(sum(free.seats_left), 0) from app.free_slots(v_type, lower(v_window), upper(v_window)) as free);
    end if;
    exit when v_free >= p_most;
  end loop;
  return least(v_free, p_most);
end
$$;
