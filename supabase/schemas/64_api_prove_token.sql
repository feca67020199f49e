-- For whom a token speaks, given the sha256 of it and what it is to be good for. Gives the Auth user.
-- Refuses: SIGIN for one that is unknown, revoked or has run out, DNIED for one that is not good for that, where p_scope is null
-- for none, and where its user has no desk here any more.
create function api.prove_token(p_hash bytea, p_scope text) returns uuid
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_token app.tokens;
begin
  select * into v_token from app.tokens token
  where token.hash = p_hash and (token.expires_at is null or token.expires_at > now());
  if not found then
    perform app.refuse('SIGIN', 'no such token');
  elsif p_scope is null or p_scope <> all (v_token.scopes) then
    perform app.refuse('DNIED', 'this token is not good for that');
  elsif not exists (select from app.teachers teacher where teacher.user_id = v_token.user_id)
    and not exists (select from app.staff staff where staff.user_id = v_token.user_id)
  then
    perform app.refuse('DNIED', 'neither a teacher nor of the staff');
  end if;
  update app.tokens token set last_used_at = date_trunc('hour', now())
  where token.id = v_token.id and token.last_used_at is distinct from date_trunc('hour', now());
  return v_token.user_id;
end
$$;
