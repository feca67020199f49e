-- When the clocks of a zone show that: the earlier time where they do twice, and as much after a gap as it lies in one.
create function app.instant_at(p_wall timestamp, p_zone text) returns timestamptz
language sql stable
as $$
  select case
    when (p_wall - before.ahead) at time zone 'UTC' at time zone p_zone = p_wall then (p_wall - before.ahead) at time zone 'UTC'
    else p_wall at time zone p_zone
  end
  from (
    select (p_wall - interval '24 hours') at time zone 'UTC' at time zone p_zone - (p_wall - interval '24 hours') as ahead
  ) as before
$$;
