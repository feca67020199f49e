-- Teams in whose name, subject and school every word of the query is, by name, as long as there is anybody in them. At most 200.
create function api.find_teams(p_query text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'handle', found.handle, 'name', found.name, 'school', found.school, 'teachers', found.teachers
  ) order by found.name, found.handle), '[]')
  from (
    select team.handle, team.name, school.name as school, members.teachers
    from app.teams team
    join app.schools school on school.id = team.school_id
    cross join lateral (select count(*) as teachers from app.teachers_of(team)) as members
    where members.teachers > 0 and not exists (
      select from unnest(string_to_array(app.fold(trim(find_teams.p_query)), ' ')) as word
      where position(word in app.fold(concat_ws(' ', team.name, team.subject, school.name))) = 0
    )
    order by team.name, team.handle
    limit 200
  ) as found
$$;
