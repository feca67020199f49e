-- A team as the school's office sees it.
create function app.describe_team(p_team app.teams) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_team.id, 'version', p_team.version, 'handle', p_team.handle, 'name', p_team.name, 'subject', p_team.subject,
    'teachers', (
      select coalesce(jsonb_agg(teacher.handle order by teacher.handle), '[]')
      from app.team_members member
      join app.teachers teacher on teacher.id = member.teacher_id
      where member.team_id = p_team.id
    )
  )
$$;
