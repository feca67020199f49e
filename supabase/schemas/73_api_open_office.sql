-- What a staff member's desk opens with: the school, what an opening can be of and who can be in a team, the openings, newest first,
-- and what waits for an answer of any of its teachers.
-- Refuses: DNIED.
create function api.open_office(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(open_office.p_user_id);
begin
  return jsonb_build_object(
    'email', v_staff.email,
    'school', (select school.name from app.schools school where school.id = v_staff.school_id),
    'school_handle', (select school.handle from app.schools school where school.id = v_staff.school_id),
    'teachers', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone,
        'subjects', teacher.subjects, 'types', (
          select coalesce(jsonb_agg(jsonb_build_object('handle', type.handle, 'name', type.name) order by type.position, type.name), '[]')
          from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null
        )
      ) order by teacher.name, teacher.handle), '[]')
      from app.teachers teacher where teacher.school_id = v_staff.school_id and teacher.erased_at is null
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) order by opening.created_at desc), '[]')
      from app.openings opening where opening.school_id = v_staff.school_id
    ),
    'requests', app.requests_in(v_staff.school_id)
  );
end
$$;
