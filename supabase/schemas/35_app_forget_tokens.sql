-- Removes the tokens of an Auth user who is nobody here any more: neither a teacher, nor of any staff, nor an operator.
create function app.forget_tokens(p_user_id uuid) returns void
language plpgsql
as $$
begin
  delete from app.tokens token
  where token.user_id = p_user_id
    and not exists (select from app.teachers teacher where teacher.user_id = p_user_id)
    and not exists (select from app.staff staff where staff.user_id = p_user_id)
    and not exists (select from app.operators operator where operator.user_id = p_user_id);
end
$$;
