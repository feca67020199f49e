-- The tokens that somebody made for programs of theirs, the newest first. Gives [describe_token]. Refuses: DNIED.
create function api.list_tokens(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.in_charge_of(list_tokens.p_user_id);
  return (
    select coalesce(jsonb_agg(app.describe_token(token) order by token.created_at desc, token.id), '[]')
    from app.tokens token where token.user_id = list_tokens.p_user_id
  );
end
$$;
