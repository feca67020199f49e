-- Cancels all that touches [p_from, p_until) of a teacher in one's charge, who is oneself where p_teacher is null, as
-- api.cancel_as_teacher does, and notes in the same commit that they are away then: so nobody books what was cleared, and nobody who
-- waits is offered it. What is noted already is not noted again. What stands beside that time, and reaches into it by its buffer, is asked
-- about again where the teacher said to keep it, as by save_absence.
-- Gives {cancelled: [ids], teachers: [handle]}. Refuses: DNIED, NTFND for a teacher who is not in one's charge, REUSE, LIMIT.
create function api.take_time_off(
  p_user_id uuid, p_key text, p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  -- Of one's own time as builds before have said it, so that a key of theirs is good still.
  v_body_hash bytea := sha256(convert_to(case
    when p_teacher is null then row('take time off', p_user_id, p_from, p_until, p_reason)::text
    else row('take time off', p_user_id, p_teacher, p_from, p_until, p_reason)::text
  end, 'UTF8'));
  v_teachers uuid[] := app.in_charge_of(take_time_off.p_user_id);
  v_answer jsonb := app.first_answer(take_time_off.p_key, v_body_hash);
  v_teacher app.teachers;
  v_new tstzmultirange;
begin
  select * into v_teacher from app.teachers teacher
  where teacher.id = any (v_teachers)
    and case when p_teacher is null then teacher.user_id = p_user_id else teacher.handle = p_teacher end;
  if not found and p_teacher is null then
    perform app.refuse('DNIED', 'not a teacher');
  elsif not found then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  if v_answer is not null then
    return v_answer;
  end if;
  -- Who books by the rules of before has booked when this goes on, and is cancelled with the others.
  perform app.lock_rules(v_teacher.handle);
  -- As far as it is not noted yet.
  v_new := tstzmultirange(tstzrange(p_from, p_until)) - coalesce((
    select range_agg(busy.during) from app.busy_times busy
    where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(p_from, p_until)
  ), '{}');
  if not exists (
    select from app.busy_times busy
    where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during @> tstzrange(p_from, p_until)
  ) then
    if (
      select count(*) from app.busy_times busy
      where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
    ) >= 200 then
      perform app.refuse('LIMIT', 'two hundred absences to come are as many as one teacher can have');
    end if;
    insert into app.busy_times (teacher_id, during) values (v_teacher.id, tstzrange(p_from, p_until));
  end if;
  v_answer := app.cancel_meant(v_teachers, p_user_id, null, v_teacher.handle, p_from, p_until, p_reason)
    || jsonb_build_object('teachers', jsonb_build_array(v_teacher.handle));
  -- After what was cancelled, since that takes the bookers' turns before any seat. Nobody waits in a circle by it: who locks several
  -- of these appointments does so in the rules', the series' or the bookers' turns, which this has.
  perform app.forget_kept(app.asked_again(v_teacher.id, v_new, null));
  insert into app.requests (key, body_hash, booking_id, answer)
  values (take_time_off.p_key, v_body_hash, (v_answer -> 'cancelled' ->> 0)::uuid, v_answer);
  return v_answer;
end
$$;
