-- The appointment type behind two public handles, for one of its durations, or NTFND.
create function app.find_type(p_teacher text, p_type text, p_duration_minutes integer default null) returns app.appointment_types
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
  elsif p_duration_minutes <> v_type.duration_minutes then
    if p_duration_minutes <> all (v_type.other_durations) then
      perform app.refuse('NTFND', 'this type has no such duration');
    end if;
    v_type.duration_minutes := p_duration_minutes;
  end if;
  return v_type;
end
$$;
