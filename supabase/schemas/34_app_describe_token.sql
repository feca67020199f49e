-- A program's token as who made it sees it: not itself.
create function app.describe_token(p_token app.tokens) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', (describe_token.p_token).id, 'name', (describe_token.p_token).name, 'scopes', (describe_token.p_token).scopes,
    'beginning', (describe_token.p_token).beginning, 'expires_at', (describe_token.p_token).expires_at,
    'last_used_at', (describe_token.p_token).last_used_at, 'created_at', (describe_token.p_token).created_at
  )
$$;
