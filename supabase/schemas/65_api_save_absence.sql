-- Notes that a teacher is away for some time, under an id that the form has made, or changes what was noted. Bookings that stand
-- are kept. Gives {handle, outside}. Refuses: DNIED, LIMIT, and NTFND for another teacher's.
create function api.save_absence(
  p_user_id uuid, p_absence_id uuid, p_from timestamptz, p_until timestamptz, p_note text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_absence.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  if (
    select count(*) from app.busy_times busy
    where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
  ) >= 200 then
    perform app.refuse('LIMIT', 'two hundred absences to come are as many as one teacher can have');
  end if;
  insert into app.busy_times as known (id, teacher_id, during, note)
  values (p_absence_id, v_teacher.id, tstzrange(p_from, p_until), p_note)
  on conflict (id) do update set during = excluded.during, note = excluded.note
  where known.teacher_id = v_teacher.id and known.feed_id is null;
  if not found then
    perform app.refuse('NTFND', 'no such absence');
  end if;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
