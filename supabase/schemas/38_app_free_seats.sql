-- Seats that are free in an opening, by its teachers' handles; those without any are not in it. Counting stops once there
-- are p_most: starts that overlap, of types that share a teacher's time, each count.
create function app.free_seats(p_opening_id uuid, p_most integer) returns jsonb
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
  v_window tstzrange;
  v_free integer;
  v_all integer := 0;
  v_seats jsonb := '{}';
  v_handle text;
begin
  for v_type in
    select * from app.appointment_types type
    where type.opening_id = p_opening_id and type.retired_at is null
    order by type.teacher_id, type.id
  loop
    v_window := app.bookable_window(v_type);
    continue when isempty(v_window);
    v_free := (
      select coalesce(sum(free.seats_left), 0) from app.free_slots(v_type, lower(v_window), upper(v_window)) as free
    );
    continue when v_free = 0;
    v_handle := (select teacher.handle from app.teachers teacher where teacher.id = v_type.teacher_id);
    v_seats := v_seats || jsonb_build_object(v_handle, coalesce((v_seats ->> v_handle)::integer, 0) + v_free);
    v_all := v_all + v_free;
    exit when v_all >= p_most;
  end loop;
  return v_seats;
end
$$;
