-- Which of the laws are broken by what happened lately, as {law: how often}; nothing, if all is well. One look at one moment: what
-- is under way meanwhile is seen whole or not at all.
create function app.broken_laws(p_bookings uuid[], p_since timestamptz, p_most integer) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_object_agg(found.law, found.broken), '{}')
  from (
    select * from app.missing_laws()
    union all
    select * from app.broken_seats(p_bookings)
    union all
    select * from app.broken_promises(p_bookings)
    union all
    select * from app.broken_draws(p_since, p_most)
  ) as found (law, broken)
  where found.broken > 0
$$;
