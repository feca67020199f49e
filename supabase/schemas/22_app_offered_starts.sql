-- The one function that decides what a type offers: the list and the booking both ask it.
-- Gives the starts in [p_earliest, p_latest) that fit the weekly hours; whether the time is still free, and whether
-- now is the time to book it, is for the caller to see.
-- A local time in a DST gap is not offered; in a fold the earlier one is, once; and a slot ends, by the clock on
-- the teacher's wall, no later than the hours do.
create function app.offered_starts(p_type app.appointment_types, p_earliest timestamptz, p_latest timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable
as $$
  with offer as materialized (
    select
      teacher.id as teacher_id,
      teacher.time_zone as zone,
      (p_type).duration_minutes,
      (p_type).step_minutes,
      make_interval(mins => (p_type).duration_minutes) as duration
    from app.teachers teacher
    where teacher.id = (p_type).teacher_id
  ),
  days as materialized (
    select
      day,
      extract(isodow from day)::smallint as weekday,
      -- The zone's offsets well before and well after this local day; they differ around a transition only.
      (day - interval '24 hours') at time zone 'UTC' at time zone offer.zone - (day - interval '24 hours') as offset_before,
      (day + interval '48 hours') at time zone 'UTC' at time zone offer.zone - (day + interval '48 hours') as offset_after
    from offer, generate_series(
      (p_earliest at time zone offer.zone)::date::timestamp,
      (p_latest at time zone offer.zone)::date::timestamp,
      interval '1 day'
    ) as day
  ),
  -- The part of each day that can matter, so that asking for one start costs no whole day.
  spans as (
    select
      days.*,
      floor(extract(epoch from p_earliest at time zone 'UTC' + least(offset_before, offset_after) - day) / 60)::integer as first_minute,
      floor(extract(epoch from p_latest at time zone 'UTC' + greatest(offset_before, offset_after) - day) / 60)::integer as last_minute
    from days
  )
  select start.at, start.at + offer.duration
  from offer
  cross join spans
  join app.weekly_hours hours on hours.teacher_id = offer.teacher_id and hours.weekday = spans.weekday
  cross join lateral generate_series(
    hours.starts_minute + greatest(0, spans.first_minute - hours.starts_minute) / offer.step_minutes * offer.step_minutes,
    least(hours.ends_minute - offer.duration_minutes, spans.last_minute),
    offer.step_minutes
  ) as minute
  cross join lateral (select spans.day + make_interval(mins => minute) as at) as wall
  cross join lateral (
    select case
      when spans.offset_before = spans.offset_after
        then (wall.at - spans.offset_before) at time zone 'UTC'
      when (wall.at - spans.offset_before) at time zone 'UTC' at time zone offer.zone = wall.at
        then (wall.at - spans.offset_before) at time zone 'UTC'
      when (wall.at - spans.offset_after) at time zone 'UTC' at time zone offer.zone = wall.at
        then (wall.at - spans.offset_after) at time zone 'UTC'
    end as at
  ) as start
  where start.at >= p_earliest and start.at < p_latest
    and (
      spans.offset_before = spans.offset_after
      or (start.at + offer.duration) at time zone offer.zone <= spans.day + make_interval(mins => hours.ends_minute)
    )
$$;
