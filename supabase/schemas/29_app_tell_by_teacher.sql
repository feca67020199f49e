-- Tells the booker, and programs, of what the teacher did or has answered, as tell_booker does, but in a turn of its own: however
-- much that is, it is never refused, and neither holds up nor refuses what they book themselves. The teacher knows, but not their
-- calendar: where a mail has brought it the entry, another one changes it or takes it back, two seconds after the last of the same act.
create function app.tell_by_teacher(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5('teacher ' || tell_by_teacher.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_by_teacher.p_kind, v_addressee, p_refuses => false);
  v_before integer;
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  if tell_by_teacher.p_kind in ('moved', 'cancelled') and app.lock_invited(tell_by_teacher.p_booking_id) then
    v_before := coalesce(nullif(current_setting('firstbell.for_calendar', true), ''), '0')::integer;
    perform set_config('firstbell.for_calendar', (v_before + 1)::text, true);
    v_planned_at := now() + v_before * interval '2 seconds';
    insert into app.mails (booking_id, kind, recipient, planned_at, due_at)
    values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'teacher', v_planned_at, v_planned_at);
  end if;
  perform app.tell_hooks(tell_by_teacher.p_booking_id, tell_by_teacher.p_kind);
end
$$;
