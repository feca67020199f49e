-- Removes the tokens of an Auth user who is nobody here any more.
create function app.forget_tokens(p_user_id uuid) returns void
language plpgsql
as $$
begin
  delete from app.tokens token where token.user_id = p_user_id and app.is_nobody(p_user_id);
end
$$;
