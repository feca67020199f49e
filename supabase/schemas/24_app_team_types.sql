-- What the teachers of a team offer under one handle, for one duration, with whose it is. What is hidden, waits for an opening or
-- has no such duration is not among it.
create function app.team_types(p_team app.teams, p_type text, p_duration_minutes integer)
returns table (teacher text, time_zone text, type app.appointment_types)
language sql stable rows 20
as $$
  select teacher.handle, teacher.time_zone, app.of_duration(type, coalesce(p_duration_minutes, type.duration_minutes))
  from app.teachers_of(p_team) as teacher
  join app.appointment_types type on type.teacher_id = teacher.id and type.handle = team_types.p_type
  where type.retired_at is null and not type.is_hidden and type.opening_id is null
    and (p_duration_minutes is null or p_duration_minutes = type.duration_minutes or p_duration_minutes = any (type.other_durations))
$$;
