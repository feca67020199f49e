-- The appointment type behind two public handles, or NTFND.
create function app.find_type(p_teacher text, p_type text) returns app.appointment_types
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
begin
  select type.* into v_type
  from app.appointment_types type
  join app.teachers teacher on teacher.id = type.teacher_id
  where teacher.handle = find_type.p_teacher and type.handle = find_type.p_type and type.retired_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such teacher or appointment type');
  end if;
  return v_type;
end
$$;
