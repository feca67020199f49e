-- Notes that a booking was cancelled, moved, decided, or marked by whether its booker came: a trigger. Whoever does so at no desk
-- is the booker; who decides there, the teacher by the link of a mail, and nobody where it ran out.
create function app.note_booking() returns trigger
language plpgsql
as $$
declare
  v_verb constant text := case
    when new.cancelled_at is distinct from old.cancelled_at then 'cancelled'
    when new.moves > old.moves then 'moved'
    when old.state = 'pending' then 'decided'
    else 'marked'
  end;
  v_before jsonb := jsonb_build_object('state', old.state);
  v_after jsonb := jsonb_build_object('state', new.state);
begin
  if v_verb = 'moved' then
    v_before := jsonb_build_object('starts_at', new.moved_from);
    v_after := jsonb_build_object('starts_at', lower(new.during));
  end if;
  perform app.note_change(
    v_verb, teacher.school_id, teacher.id, 'booking', new.id, v_before, v_after,
    case when v_verb in ('cancelled', 'decided') then new.cancel_reason end,
    case when new.has_lapsed then 'system' when v_verb = 'decided' then 'teacher' else 'booker' end
  )
  from app.appointments appointment
  join app.teachers teacher on teacher.id = appointment.teacher_id
  where appointment.id = new.appointment_id and not app.is_synthetic(new.id, new.email);
  return null;
end
$$;
