-- The public handle of the teacher with whom somebody waits for a time.
create function app.waited_with(p_wait app.waits) returns text
language plpgsql stable
as $$
begin
  return (
    select teacher.handle
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    where type.id = p_wait.appointment_type_id
  );
end
$$;
