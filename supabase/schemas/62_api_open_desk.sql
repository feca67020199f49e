-- What the desk opens with: the teacher and the usual weekly hours. Refuses: DNIED.
create function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
  v_usual app.schedules;
begin
  select * into v_usual from app.schedules schedule where schedule.teacher_id = v_teacher.id and schedule.is_usual;
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'spans', app.hours_of(v_usual.id)
  );
end
$$;
