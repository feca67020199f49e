-- A ticket's place in the draw, which anybody can compute once the seed is told.
create function app.rank_of(p_seed bytea, p_ticket_id uuid) returns bigint
language sql immutable
as $$
  select ('x' || encode(substring(
    extensions.hmac(convert_to(p_ticket_id::text, 'UTF8'), p_seed, 'sha256') from 1 for 4
  ), 'hex'))::bit(32)::bigint
$$;
