-- The free slots of one type in [p_from, p_until), at most 15 days. Refuses: NTFND.
create function api.list_slots(p_teacher text, p_type text, p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_slots.p_teacher, list_slots.p_type);
begin
  return jsonb_build_object(
    'time_zone', (select teacher.time_zone from app.teachers teacher where teacher.id = v_type.teacher_id),
    'slots', (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', free.starts_at, 'ends_at', free.ends_at, 'seats_left', free.seats_left)
        order by free.starts_at
      ), '[]')
      from app.free_slots(
        v_type, list_slots.p_from, least(list_slots.p_until, list_slots.p_from + interval '15 days')
      ) as free
    )
  );
end
$$;
