-- Takes an absence back. Twice is once. p_version is the one that was seen; null takes back whatever there is.
-- Gives {handle, outside}. Refuses: DNIED, STALE.
create function api.drop_absence(p_user_id uuid, p_absence_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_absence.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  if exists (
    select from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.version <> p_version
  ) then
    perform app.refuse('STALE', 'the absence was saved elsewhere');
  end if;
  delete from app.busy_times busy where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
