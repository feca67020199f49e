-- Takes a token back, from this moment on. Twice is once. Gives the tokens that are left, as list_tokens. Refuses: DNIED.
create function api.drop_token(p_user_id uuid, p_token_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  delete from app.tokens token where token.id = p_token_id and token.user_id = p_user_id;
  return api.list_tokens(p_user_id);
end
$$;
