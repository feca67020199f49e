-- Takes a schedule away; types that had it have the usual one from then on. Twice is once.
-- Gives {handle, outside}. Refuses: DNIED, INVAL for the usual one.
create function api.drop_schedule(p_user_id uuid, p_schedule_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_schedule.p_user_id);
  v_usual uuid := app.usual_schedule(v_teacher.id);
begin
  if p_schedule_id = v_usual then
    perform app.refuse('INVAL', 'the usual schedule stays');
  end if;
  perform app.lock_rules(v_teacher.handle);
  update app.appointment_types type set schedule_id = v_usual, version = type.version + 1
  where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id;
  delete from app.schedules schedule where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
