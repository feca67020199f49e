-- Makes a token for a program, under an id that the form has made; of the token itself only its sha256 and its beginning are
-- known here. Made again, as by who never got the answer, it is another one instead, unless a program has used it.
-- Gives it as describe_token. Refuses: DNIED, LIMIT above twenty, STALE.
create function api.make_token(
  p_user_id uuid, p_token_id uuid, p_name text, p_scopes text[], p_hash bytea, p_beginning text, p_expires_at timestamptz
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_token app.tokens;
begin
  -- Who is just being erased is waited for, and is nobody then.
  perform from app.teachers teacher where teacher.user_id = p_user_id for key share;
  perform from app.staff staff where staff.user_id = p_user_id for key share;
  perform app.in_charge_of(make_token.p_user_id);
  -- One after the other, so that twenty can be counted.
  perform pg_advisory_xact_lock(hashtextextended(p_user_id::text, 5));
  if (select count(*) from app.tokens token where token.user_id = p_user_id and token.id <> p_token_id) >= 20 then
    perform app.refuse('LIMIT', 'twenty tokens are as many as one can have');
  end if;
  insert into app.tokens (id, user_id, name, scopes, hash, beginning, expires_at)
  values (p_token_id, p_user_id, p_name, p_scopes, p_hash, p_beginning, p_expires_at)
  on conflict (id) do update
  set name = excluded.name, scopes = excluded.scopes, hash = excluded.hash, beginning = excluded.beginning,
    expires_at = excluded.expires_at
  where tokens.user_id = excluded.user_id and tokens.last_used_at is null
  returning * into v_token;
  if not found then
    perform app.refuse('STALE', 'there is such a token already');
  end if;
  return app.describe_token(v_token);
end
$$;
