-- What the desk opens with: the teacher, whether any hours are said, and what waits for an answer. Refuses: DNIED.
create function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'has_hours', app.has_hours_ahead(v_teacher),
    'requests', app.requests_of(v_teacher.id)
  );
end
$$;
