-- Replaces a teacher's usual weekly hours. Bookings that stand are kept. Gives {version, handle}; saving the same again, as
-- one does who never got the answer, gives the same answer.
-- Refuses: DNIED, STALE when the hours were saved elsewhere since p_version.
create function api.save_hours(p_user_id uuid, p_version integer, p_spans jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_hours.p_user_id);
  v_id uuid := app.usual_schedule(v_teacher.id);
  v_version integer;
begin
  perform app.lock_rules(v_teacher.handle);
  update app.schedules schedule set version = schedule.version + 1
  where schedule.id = v_id and schedule.version = save_hours.p_version
  returning schedule.version into v_version;
  if found then
    perform app.replace_hours(v_id, save_hours.p_spans);
  else
    select schedule.version into v_version from app.schedules schedule where schedule.id = v_id;
    if v_version <> save_hours.p_version + 1 or not app.has_hours(v_id, save_hours.p_spans) then
      perform app.refuse('STALE', 'the hours were saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_version, 'handle', v_teacher.handle);
end
$$;
