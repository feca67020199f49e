-- Replaces a teacher's weekly hours. Bookings that stand are kept. Gives {version, handle}; saving the same again, as
-- one does who never got the answer, gives the same answer.
-- Refuses: DNIED, STALE when the hours were saved elsewhere since p_version.
create function api.save_hours(p_user_id uuid, p_version integer, p_spans jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_hours.p_user_id);
  v_id uuid := v_teacher.id;
begin
  update app.teachers teacher set hours_version = teacher.hours_version + 1
  where teacher.id = v_id and teacher.hours_version = save_hours.p_version
  returning * into v_teacher;
  if found then
    perform app.replace_hours(v_id, save_hours.p_spans);
  else
    select * into v_teacher from app.teachers teacher where teacher.id = v_id;
    if v_teacher.hours_version <> save_hours.p_version + 1 or app.hours_of(v_id) <> (
      select coalesce(jsonb_agg(span order by span -> 'weekday', span -> 'starts_minute'), '[]')
      from jsonb_array_elements(save_hours.p_spans) as span
    ) then
      perform app.refuse('STALE', 'the hours were saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_teacher.hours_version, 'handle', v_teacher.handle);
end
$$;
