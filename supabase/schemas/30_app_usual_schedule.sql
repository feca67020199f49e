-- The schedule that a teacher's new types have, made where there is none yet.
create function app.usual_schedule(p_teacher_id uuid) returns uuid
language plpgsql
as $$
declare
  v_id uuid;
begin
  insert into app.schedules (teacher_id, name, is_usual) values (usual_schedule.p_teacher_id, 'Weekly hours', true)
  on conflict (teacher_id) where is_usual do nothing
  returning id into v_id;
  if not found then
    select schedule.id into v_id from app.schedules schedule
    where schedule.teacher_id = usual_schedule.p_teacher_id and schedule.is_usual;
  end if;
  return v_id;
end
$$;
