-- The public handle of the teacher whose appointment it is: whose slots change with it. In PL/pgSQL, which keeps its plan.
create function app.teacher_of(p_appointment_id uuid) returns text
language plpgsql stable
as $$
begin
  return (
    select teacher.handle
    from app.appointments appointment
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where appointment.id = p_appointment_id
  );
end
$$;
