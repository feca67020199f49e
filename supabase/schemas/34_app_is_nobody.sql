-- Whether an Auth user is neither a teacher, nor of any staff, nor an operator.
create function app.is_nobody(p_user_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return not (
    exists (select from app.teachers teacher where teacher.user_id = p_user_id)
    or exists (select from app.staff staff where staff.user_id = p_user_id)
    or exists (select from app.operators operator where operator.user_id = p_user_id)
  );
end
$$;
