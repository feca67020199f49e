-- A teacher's public page, without the types that only who has their address shall find. Refuses: NTFND.
create function api.get_teacher(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'handle', teacher.handle, 'name', teacher.name, 'subjects', teacher.subjects, 'about', teacher.about,
    'school', school.name, 'time_zone', teacher.time_zone,
    'types', (
      select coalesce(jsonb_agg(app.describe_offer(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null and not type.is_hidden
    ),
    'has_hours', app.has_hours_ahead(teacher)
  ) into v_answer
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where teacher.handle = get_teacher.p_handle and teacher.erased_at is null;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such teacher');
  end if;
  return v_answer;
end
$$;
