-- Notes that a teacher is away for some time, under an id that the form has made (p_version 0), or changes what was noted.
-- Bookings that stand are kept; those that the teacher said to keep are asked about again where it takes their time, or more of
-- it. Saving the same again changes nothing.
-- Gives {version, handle, outside}. Refuses: DNIED, LIMIT, STALE, and NTFND for another teacher's or one that was taken back.
create function api.save_absence(
  p_user_id uuid, p_absence_id uuid, p_version integer, p_from timestamptz, p_until timestamptz, p_note text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_absence.p_user_id);
  v_absence app.busy_times;
begin
  perform app.lock_rules(v_teacher.handle);
  perform app.forget_kept(app.asked_again(v_teacher.id, tstzmultirange(tstzrange(p_from, p_until)) - coalesce((
    select tstzmultirange(busy.during) from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null
  ), '{}'), null));
  if p_version = 0 and not exists (select from app.busy_times busy where busy.id = p_absence_id) and (
    select count(*) from app.busy_times busy
    where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
  ) >= 200 then
    perform app.refuse('LIMIT', 'two hundred absences to come are as many as one teacher can have');
  end if;
  insert into app.busy_times (id, teacher_id, during, note, version)
  select p_absence_id, v_teacher.id, tstzrange(p_from, p_until), p_note, 0 where p_version = 0
  on conflict (id) do nothing;
  update app.busy_times busy set version = busy.version + 1, during = tstzrange(p_from, p_until), note = p_note
  where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.version = p_version
  returning * into v_absence;
  if not found then
    select * into v_absence from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null;
    if not found then
      perform app.refuse('NTFND', 'no such absence');
    elsif v_absence.version <> p_version + 1 or v_absence.during <> tstzrange(p_from, p_until) or v_absence.note <> p_note then
      perform app.refuse('STALE', 'the absence was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_absence.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
