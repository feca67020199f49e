-- An opening as staff see it.
create function app.describe_opening(p_opening app.openings) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'id', p_opening.id, 'name', p_opening.name, 'audience', p_opening.audience, 'waiting_room', p_opening.waiting_room,
    'bookings_each', p_opening.bookings_each, 'joins_at', p_opening.joins_at, 'opens_at', p_opening.opens_at,
    'closes_at', p_opening.closes_at, 'version', p_opening.version, 'paused_at', p_opening.paused_at,
    'ended_at', p_opening.ended_at, 'released_at', p_opening.released_at,
    'teacher', (
      select teacher.handle from app.teachers teacher
      where teacher.id = coalesce(p_opening.teacher_id, (
        select type.teacher_id from app.appointment_types type where type.id = p_opening.appointment_type_id
      ))
    ),
    'type', (select type.handle from app.appointment_types type where type.id = p_opening.appointment_type_id),
    'pace_most', (select pace.pace_most from app.opening_paces pace where pace.opening_id = p_opening.id),
    'groups', (
      select jsonb_agg(jsonb_build_object('name', each.name, 'opens_at', each.opens_at, 'drawn_at', each.drawn_at) order by each.position)
      from app.opening_groups each where each.opening_id = p_opening.id
    )
  );
end
$$;
