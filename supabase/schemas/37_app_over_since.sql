-- Since when an opening is over; one that nobody has ended, from as long after it opened as bookings are kept.
create function app.over_since(p_opening app.openings) returns timestamptz
language sql stable
as $$
  select coalesce(least(p_opening.ended_at, p_opening.closes_at), p_opening.opens_at + app.retention_of('booking'))
$$;
