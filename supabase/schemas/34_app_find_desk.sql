-- The teacher whom an Auth user is, or DNIED.
create function app.find_desk(p_user_id uuid) returns app.teachers
language plpgsql stable
as $$
declare
  v_teacher app.teachers;
begin
  select * into v_teacher from app.teachers teacher where teacher.user_id = find_desk.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not a teacher');
  end if;
  perform app.act_as(p_user_id);
  return v_teacher;
end
$$;
