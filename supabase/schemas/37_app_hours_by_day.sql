-- The hours that a schedule has on each day of [p_from, p_until), whoever is away or has booked: those that the day was given
-- itself; else none on a holiday; else those of its weekday. As app.offered_starts has it.
-- Gives [{day, spans: [{starts_minute, ends_minute}], is_own}].
create function app.hours_by_day(p_teacher app.teachers, p_schedule_id uuid, p_from date, p_until date) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'day', calendar.day::date, 'is_own', override.minutes is not null, 'spans', (
      select coalesce(jsonb_agg(jsonb_build_object('starts_minute', lower(span), 'ends_minute', upper(span)) order by span), '[]')
      from unnest(case
        when override.minutes is not null then override.minutes
        when not exists (
          select from app.holidays holiday
          where holiday.region = (p_teacher).holiday_region and holiday.day = calendar.day::date
            and holiday.name <> all ((p_teacher).worked_holidays)
        ) then weekly.minutes
      end) as span
    )
  ) order by calendar.day), '[]')
  from generate_series(p_from::timestamp, p_until - interval '1 day', interval '1 day') as calendar (day)
  left join lateral (
    select each.minutes from app.overrides each where each.schedule_id = p_schedule_id and each.day = calendar.day::date
  ) as override on true
  left join lateral (
    select each.minutes from app.weekly_hours each
    where each.schedule_id = p_schedule_id and each.weekday = extract(isodow from calendar.day)::smallint
  ) as weekly on true
$$;
