-- That these appointments are kept is said of rules that are no more. After the bookers' turns, as all that locks appointments.
create function app.forget_kept(p_appointments uuid[]) returns void
language plpgsql
as $$
declare
  -- Locked in the order in which everybody locks appointments.
  v_kept uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id = any (p_appointments) and appointment.is_kept
    order by appointment.id
    for update
  );
begin
  update app.appointments appointment set is_kept = false where appointment.id = any (v_kept);
end
$$;
