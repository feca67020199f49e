-- A schedule as its desk shows it; days of its own from yesterday on.
create function app.describe_schedule(p_schedule app.schedules) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_schedule.id, 'name', p_schedule.name, 'is_usual', p_schedule.is_usual, 'version', p_schedule.version,
    'spans', app.hours_of(p_schedule.id),
    'own_days', (
      select coalesce(jsonb_agg(jsonb_build_object('day', override.day, 'spans', (
        select coalesce(jsonb_agg(jsonb_build_object('starts_minute', lower(span), 'ends_minute', upper(span)) order by span), '[]')
        from unnest(override.minutes) as span
      )) order by override.day), '[]')
      from app.overrides override
      where override.schedule_id = p_schedule.id and override.day >= (now() - interval '1 day')::date
    ),
    'types', (
      select coalesce(jsonb_agg(type.name order by type.position, type.name), '[]')
      from app.appointment_types type where type.schedule_id = p_schedule.id and type.retired_at is null
    )
  )
$$;
