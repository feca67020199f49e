-- What a type offers: the one place that knows. The list asks it for a span of time, and a booking for one instant.
-- Gives the starts in [p_earliest, p_latest) that fit the hours of their day and nothing of the teacher's own; whether the
-- time is still free, and whether now is the time to book it, is for the caller to see.
-- A day's hours are those it was given itself; else none on a holiday; else those of its weekday.
-- A local time in a DST gap is not offered; in a fold the earlier one is, once; and a slot ends, by the clock on
-- the teacher's wall, no later than the hours do.
create function app.offered_starts(p_type app.appointment_types, p_earliest timestamptz, p_latest timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable rows 100
as $$
  with days as materialized (
    select
      teacher.time_zone as zone,
      calendar.day,
      -- The zone's offsets well before and well after this local day; they differ around a transition only.
      (calendar.day - interval '24 hours') at time zone 'UTC' at time zone teacher.time_zone - (calendar.day - interval '24 hours') as offset_before,
      (calendar.day + interval '48 hours') at time zone 'UTC' at time zone teacher.time_zone - (calendar.day + interval '48 hours') as offset_after,
      case
        when override.minutes is not null then override.minutes
        when not exists (
          select from app.holidays holiday
          where holiday.region = teacher.holiday_region and holiday.day = calendar.day::date
            and holiday.name <> all (teacher.worked_holidays)
        ) then weekly.minutes
      end as minutes
    from app.teachers teacher
    cross join lateral generate_series(
      date_trunc('day', p_earliest at time zone teacher.time_zone), p_latest at time zone teacher.time_zone, interval '1 day'
    ) as calendar (day)
    left join app.overrides override on override.schedule_id = (p_type).schedule_id and override.day = calendar.day::date
    left join app.weekly_hours weekly
      on weekly.schedule_id = (p_type).schedule_id and weekly.weekday = extract(isodow from calendar.day)::smallint
    where teacher.id = (p_type).teacher_id
  ),
  -- As one set, in which each start is looked up instead of compared with everything.
  own as materialized (
    select coalesce(range_agg(busy.during), '{}') as times
    from app.busy_times busy
    where busy.teacher_id = (p_type).teacher_id
      and busy.during && tstzrange(
        p_earliest - make_interval(mins => (p_type).buffer_before_minutes),
        p_latest + make_interval(mins => (p_type).duration_minutes + (p_type).buffer_after_minutes)
      )
  )
  select start.at, start.at + make_interval(mins => (p_type).duration_minutes)
  from days
  cross join own
  cross join lateral unnest(days.minutes) as hours
  -- Minutes after midnight, no earlier and no later than what can matter.
  cross join lateral generate_series(
    lower(hours) + greatest(0, floor(extract(epoch from
      p_earliest at time zone 'UTC' + least(offset_before, offset_after) - day) / 60)::integer - lower(hours)
    ) / (p_type).step_minutes * (p_type).step_minutes,
    least(upper(hours) - (p_type).duration_minutes, floor(extract(epoch from
      p_latest at time zone 'UTC' + greatest(offset_before, offset_after) - day) / 60)::integer),
    (p_type).step_minutes
  ) as minute
  cross join lateral (select day + make_interval(mins => minute) as wall) as wanted
  cross join lateral (
    select case
      when offset_before = offset_after or (wall - offset_before) at time zone 'UTC' at time zone zone = wall
        then (wall - offset_before) at time zone 'UTC'
      when (wall - offset_after) at time zone 'UTC' at time zone zone = wall
        then (wall - offset_after) at time zone 'UTC'
    end as at
    -- Computed once, and not again wherever it is mentioned.
    offset 0
  ) as start
  where start.at >= p_earliest and start.at < p_latest
    and (
      offset_before = offset_after
      or (start.at + make_interval(mins => (p_type).duration_minutes)) at time zone zone <= day + make_interval(mins => upper(hours))
    )
    and not own.times && tstzrange(
      start.at - make_interval(mins => (p_type).buffer_before_minutes),
      start.at + make_interval(mins => (p_type).duration_minutes + (p_type).buffer_after_minutes)
    )
$$;
