-- A schedule's weekly hours as spans, in their order.
create function app.hours_of(p_schedule_id uuid) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'weekday', hours.weekday, 'starts_minute', lower(span), 'ends_minute', upper(span)
  ) order by hours.weekday, span), '[]')
  from app.weekly_hours hours
  cross join lateral unnest(hours.minutes) as span
  where hours.schedule_id = hours_of.p_schedule_id
$$;
