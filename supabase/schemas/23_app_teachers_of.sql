-- Who is in a team: those of its school who have its subject, or else those who are named.
create function app.teachers_of(p_team app.teams) returns setof app.teachers
language sql stable rows 20
as $$
  select teacher.* from app.teachers teacher
  where teacher.school_id = (p_team).school_id
    and case
      when (p_team).subject is not null then (p_team).subject = any (teacher.subjects)
      else exists (
        select from app.team_members member where member.team_id = (p_team).id and member.teacher_id = teacher.id
      )
    end
$$;
