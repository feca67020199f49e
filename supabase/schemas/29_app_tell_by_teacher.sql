-- Tells the booker, and programs, of what the teacher did or has answered, as tell_booker does, but in a turn of its own: however
-- much that is, it is never refused, and neither holds up nor refuses what they book themselves. The teacher knows, but not their
-- calendar: where a mail has brought it the entry, another one changes it or takes it back.
create function app.tell_by_teacher(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5('teacher ' || tell_by_teacher.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_by_teacher.p_kind, v_addressee, p_refuses => false);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  insert into app.mails (booking_id, kind, recipient)
  select tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'teacher'
  where tell_by_teacher.p_kind in ('moved', 'cancelled') and app.was_invited(tell_by_teacher.p_booking_id);
  perform app.tell_hooks(tell_by_teacher.p_booking_id, tell_by_teacher.p_kind);
end
$$;
