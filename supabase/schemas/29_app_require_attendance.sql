-- What no constraint can say of who often does not come: LIMIT, with why, once they have missed as many appointments with the
-- teacher as the type bears. Whoever acts at the desk books all the same (app.acting).
create function app.require_attendance(p_type app.appointment_types, p_email text) returns void
language plpgsql
as $$
begin
  if app.acting() is null and p_type.no_show_limit <= app.missed_with(p_type.teacher_id, p_email) then
    raise exception using errcode = 'LIMIT', message = 'missed too often of late', detail = '{"why": "missed"}';
  end if;
end
$$;
