-- What a type offers: the list asks this, and app.is_offered() says the same of one start.
-- Gives the starts in [p_earliest, p_latest) that fit the weekly hours; whether the time is still free, and whether
-- now is the time to book it, is for the caller to see.
-- A local time in a DST gap is not offered; in a fold the earlier one is, once; and a slot ends, by the clock on
-- the teacher's wall, no later than the hours do.
create function app.offered_starts(p_type app.appointment_types, p_earliest timestamptz, p_latest timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable rows 100
as $$
  with days as materialized (
    select
      teacher.time_zone as zone,
      day,
      -- The zone's offsets well before and well after this local day; they differ around a transition only.
      (day - interval '24 hours') at time zone 'UTC' at time zone teacher.time_zone - (day - interval '24 hours') as offset_before,
      (day + interval '48 hours') at time zone 'UTC' at time zone teacher.time_zone - (day + interval '48 hours') as offset_after
    from app.teachers teacher
    cross join lateral generate_series(
      date_trunc('day', p_earliest at time zone teacher.time_zone), p_latest at time zone teacher.time_zone, interval '1 day'
    ) as day
    where teacher.id = (p_type).teacher_id
  )
  select start.at, start.at + make_interval(mins => (p_type).duration_minutes)
  from days
  join app.weekly_hours hours
    on hours.teacher_id = (p_type).teacher_id and hours.weekday = extract(isodow from days.day)::smallint
  -- Minutes after midnight, no earlier and no later than what can matter.
  cross join lateral generate_series(
    hours.starts_minute + greatest(0, floor(extract(epoch from
      p_earliest at time zone 'UTC' + least(offset_before, offset_after) - day) / 60)::integer - hours.starts_minute
    ) / (p_type).step_minutes * (p_type).step_minutes,
    least(hours.ends_minute - (p_type).duration_minutes, floor(extract(epoch from
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
  ) as start
  where start.at >= p_earliest and start.at < p_latest
    and (
      offset_before = offset_after
      or (start.at + make_interval(mins => (p_type).duration_minutes)) at time zone zone <= day + make_interval(mins => hours.ends_minute)
    )
$$;
