-- The answer a key was given before; null for a new key, or none; REUSE when the key came with another body, or so long ago that
-- nobody knows the answer any more.
-- Twins of one key take turns here, and nobody waits for a key while holding anything else.
create function app.first_answer(p_key text, p_body_hash bytea) returns jsonb
language plpgsql
as $$
declare
  v_request app.requests;
begin
  perform pg_advisory_xact_lock(hashtextextended(first_answer.p_key, 0));
  select * into v_request from app.requests request where request.key = first_answer.p_key;
  if found and v_request.body_hash is distinct from first_answer.p_body_hash then
    perform app.refuse('REUSE', 'this key came with another body');
  end if;
  return v_request.answer;
end
$$;
