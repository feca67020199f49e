-- The free slots of one type in [p_from, p_until): the first 15 days of it that can be booked now.
-- Before it opens, those that can be booked when it does. None once its opening is over.
-- Gives {time_zone, slots, opens_at, opens_in_ms, closed}, both in the middle null once it is open. Refuses: NTFND.
create function api.list_slots(
  p_teacher text, p_type text, p_from timestamptz, p_until timestamptz, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_slots.p_teacher, list_slots.p_type, list_slots.p_duration_minutes);
  v_opens_at timestamptz := app.opens_at(v_type);
  v_closed boolean := app.has_closed(v_type);
  v_asked tstzrange := case when v_closed then 'empty' else app.window_at(v_type, greatest(now(), v_opens_at)) end
    * tstzrange(list_slots.p_from, greatest(list_slots.p_from, list_slots.p_until));
begin
  return jsonb_build_object(
    'opens_at', case when v_opens_at > now() then v_opens_at end,
    'opens_in_ms', case when v_opens_at > now() then ceil(1000 * extract(epoch from v_opens_at - now())) end,
    'closed', v_closed,
    'time_zone', (select teacher.time_zone from app.teachers teacher where teacher.id = v_type.teacher_id),
    'slots', (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', free.starts_at, 'ends_at', free.ends_at, 'seats_left', free.seats_left)
        order by free.starts_at
      ), '[]')
      from app.free_slots(
        v_type, lower(v_asked), least(upper(v_asked), lower(v_asked) + interval '360 hours')
      ) as free
    )
  );
end
$$;
