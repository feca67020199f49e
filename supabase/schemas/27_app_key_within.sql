-- The key of one step of a request that takes several.
create function app.key_within(p_key text, p_step text) returns text
language sql immutable
return encode(sha256(convert_to(p_key || E'\n' || p_step, 'UTF8')), 'hex');
