-- Takes a schedule away that no type has; what is offered no longer has the usual one then. Twice is once.
-- p_version is the one that was seen, so that nothing goes that nobody looked at; null takes whatever there is.
-- Gives {handle, outside}. Refuses: DNIED, INVAL for the usual one and for one that types have, STALE.
create function api.drop_schedule(p_user_id uuid, p_schedule_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_schedule.p_user_id);
  v_usual uuid;
begin
  perform app.lock_rules(v_teacher.handle);
  v_usual := app.usual_schedule(v_teacher.id);
  if p_schedule_id = v_usual then
    perform app.refuse('INVAL', 'the usual schedule stays');
  elsif exists (
    select from app.appointment_types type
    where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id and type.retired_at is null
  ) then
    perform app.refuse('INVAL', 'types have this schedule');
  elsif exists (
    select from app.schedules schedule
    where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id and schedule.version <> p_version
  ) then
    perform app.refuse('STALE', 'the schedule was saved elsewhere');
  end if;
  update app.appointment_types type set schedule_id = v_usual, version = type.version + 1
  where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id;
  delete from app.schedules schedule where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
