-- Whom the synthetic booker books with: made when there is nobody yet, at a school of their own that is in no directory. Their
-- handle is a secret: who does not know it, and nobody is told, can neither find nor book them.
create function app.synthetic_teacher() returns app.teachers
language plpgsql
as $$
declare
  v_teacher app.teachers;
  v_secret text := left(replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''), 48);
begin
  select teacher.* into v_teacher
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where school.is_synthetic;
  if found then
    return v_teacher;
  end if;
  perform app.import_school(jsonb_build_object(
    'handle', 'synthetic-' || v_secret, 'name', 'Synthetic', 'staff', '[]'::jsonb,
    'teachers', jsonb_build_array(jsonb_build_object(
      'handle', 'synthetic-' || v_secret, 'name', 'Synthetic', 'email', 'synthetic-' || v_secret || '@firstbell.invalid',
      'time_zone', 'UTC', 'subjects', '[]'::jsonb, 'about', '',
      'spans', (
        select jsonb_agg(jsonb_build_object('weekday', weekday, 'starts_minute', 0, 'ends_minute', 1440))
        from generate_series(1, 7) as weekday
      ),
      'types', jsonb_build_array(jsonb_build_object(
        'handle', 'round', 'name', 'Round', 'description', '', 'duration_minutes', 30, 'step_minutes', 30, 'seats', 1,
        'buffer_before_minutes', 0, 'buffer_after_minutes', 0, 'notice_minutes', 0, 'horizon_days', 14, 'cutoff_minutes', 0,
        'position', 0
      ))
    ))
  ));
  update app.schools school set is_synthetic = true where school.handle = 'synthetic-' || v_secret;
  select teacher.* into v_teacher from app.teachers teacher where teacher.handle = 'synthetic-' || v_secret;
  update app.appointment_types type set is_hidden = true, waitlist = false, reminder_minutes = '{}'
  where type.teacher_id = v_teacher.id;
  return v_teacher;
end
$$;
