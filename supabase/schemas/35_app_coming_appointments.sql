-- What stands of one teacher's time in a span and has not begun. The teacher is one of p_teachers, by handle, or else the Auth
-- user. Refuses: NTFND for any other, DNIED where none is named by who is none.
create function app.coming_appointments(p_teachers uuid[], p_user_id uuid, p_teacher text, p_during tstzrange) returns uuid[]
language plpgsql stable
as $$
declare
  v_teacher_id uuid := case when p_teacher is null then (app.find_desk(p_user_id)).id else (
    select teacher.id from app.teachers teacher where teacher.handle = p_teacher and teacher.id = any (p_teachers)
  ) end;
begin
  if v_teacher_id is null then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  return array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = v_teacher_id
      and appointment.busy && (p_during * tstzrange(now(), null))
      and tstzrange(appointment.starts_at, appointment.ends_at) && p_during
      and appointment.starts_at > now()
      and appointment.cancelled_at is null
  );
end
$$;
