-- Replaces a teacher's weekly hours. Bookings that stand are kept. Gives {version, handle}.
-- Refuses: DNIED, STALE when the hours were saved elsewhere since p_version.
create function api.save_hours(p_user_id uuid, p_version integer, p_spans jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_hours.p_user_id);
begin
  update app.teachers teacher set hours_version = teacher.hours_version + 1
  where teacher.id = v_teacher.id and teacher.hours_version = save_hours.p_version
  returning * into v_teacher;
  if not found then
    perform app.refuse('STALE', 'the hours were saved elsewhere');
  end if;
  perform app.replace_hours(v_teacher.id, save_hours.p_spans);
  return jsonb_build_object('version', v_teacher.hours_version, 'handle', v_teacher.handle);
end
$$;
