-- A teacher says to keep what lies outside their rules of what they see against it then, and not for ever. Asked before the rules
-- change: gives the appointments that are kept, and that are to be shown again where they lie outside after it.
-- That is where nothing is against them, or nothing any more; and where the change takes times of p_against, which the teacher has
-- not seen against them, from these types (null: from all).
create function app.asked_again(p_teacher_id uuid, p_against tstzmultirange, p_types uuid[]) returns uuid[]
language plpgsql stable
as $$
begin
  return array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = asked_again.p_teacher_id
      and appointment.busy && tstzrange(now(), null)
      and appointment.cancelled_at is null
      and appointment.starts_at > now()
      and appointment.is_kept
      and (
        appointment.busy && p_against and (p_types is null or appointment.appointment_type_id = any (p_types))
        or appointment.id not in (select lies.id from app.unoffered(p_teacher_id, true) as lies)
      )
  );
end
$$;
