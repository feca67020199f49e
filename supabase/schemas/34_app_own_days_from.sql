-- The days of a schedule with hours of their own, from p_from on: {day: [{starts_minute, ends_minute}]}.
create function app.own_days_from(p_schedule_id uuid, p_from date) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_object_agg(override.day, (
    select coalesce(jsonb_agg(jsonb_build_object('starts_minute', lower(span), 'ends_minute', upper(span)) order by span), '[]')
    from unnest(override.minutes) as span
  )), '{}')
  from app.overrides override
  where override.schedule_id = p_schedule_id and override.day >= p_from
$$;
