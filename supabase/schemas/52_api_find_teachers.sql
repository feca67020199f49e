-- The directory: teachers in whose name, subjects and school every word of the query is, by name. At most 1,000.
create function api.find_teachers(p_query text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'handle', found.handle, 'name', found.name, 'subjects', found.subjects,
    'school', found.school, 'time_zone', found.time_zone
  ) order by found.name, found.handle), '[]')
  from (
    select teacher.handle, teacher.name, teacher.subjects, school.name as school, teacher.time_zone
    from app.teachers teacher
    join app.schools school on school.id = teacher.school_id
    where not school.is_synthetic and teacher.erased_at is null and not exists (
      select from unnest(string_to_array(app.fold(trim(find_teachers.p_query)), ' ')) as word
      where position(word in teacher.search || ' ' || app.fold(school.name)) = 0
    )
    order by teacher.name, teacher.handle
    limit 1000
  ) as found
$$;
