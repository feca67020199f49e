-- Says whose holidays are a teacher's days off (null: nobody's), and on which of them, by name, the teacher works all the same.
-- p_days: [{day, name}], the region's holidays as they were looked up; what is known of it already stays.
-- Gives {version, handle, outside}; saving the same again gives the same. Refuses: DNIED, STALE.
create function api.save_holidays(p_user_id uuid, p_version integer, p_region text, p_worked text[], p_days jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_holidays.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  perform app.forget_kept(app.asked_again(v_teacher.id, '{}', null));
  insert into app.holidays (region, day, name)
  select p_region, listed.day, listed.name from jsonb_to_recordset(p_days) as listed (day date, name text)
  where p_region is not null
  on conflict do nothing;
  update app.teachers teacher
  set version = teacher.version + 1, holiday_region = p_region, worked_holidays = p_worked
  where teacher.id = v_teacher.id and teacher.version = p_version
  returning * into v_teacher;
  if not found then
    v_teacher := app.find_desk(p_user_id);
    if v_teacher.version <> p_version + 1 or v_teacher.holiday_region is distinct from p_region
      or v_teacher.worked_holidays <> p_worked then
      perform app.refuse('STALE', 'the holidays were saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_teacher.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
