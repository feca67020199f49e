-- The one function that decides what a type offers: the list and the booking both ask it.
-- Gives starts in [p_from, p_until) that fit the weekly hours and stand between notice, opening and horizon;
-- whether the time is still free is for the caller to see.
-- A local time in a DST gap is not offered; in a fold the earlier one is, once; and a slot ends, by the clock on
-- the teacher's wall, no later than the hours do.
create function app.offered_starts(p_type_id uuid, p_from timestamptz, p_until timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable
as $$
  with offer as materialized (
    select
      teacher.id as teacher_id,
      teacher.time_zone as zone,
      type.duration_minutes,
      type.step_minutes,
      make_interval(mins => type.duration_minutes) as duration,
      greatest(p_from, now() + make_interval(mins => type.notice_minutes)) as earliest,
      least(p_until, now() + make_interval(days => type.horizon_days)) as latest
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    where type.id = p_type_id and (type.opens_at is null or type.opens_at <= now())
  ),
  days as materialized (
    select
      day,
      extract(isodow from day)::smallint as weekday,
      -- The zone's offsets well before and well after this local day; they differ around a transition only.
      (day - interval '24 hours') at time zone 'UTC' at time zone offer.zone - (day - interval '24 hours') as offset_before,
      (day + interval '48 hours') at time zone 'UTC' at time zone offer.zone - (day + interval '48 hours') as offset_after
    from offer, generate_series(
      (offer.earliest at time zone offer.zone)::date::timestamp,
      (offer.latest at time zone offer.zone)::date::timestamp,
      interval '1 day'
    ) as day
    where offer.earliest < offer.latest
  )
  select start.at, start.at + offer.duration
  from offer
  cross join days
  join app.weekly_hours hours on hours.teacher_id = offer.teacher_id and hours.weekday = days.weekday
  cross join lateral generate_series(
    hours.starts_minute, hours.ends_minute - offer.duration_minutes, offer.step_minutes
  ) as minute
  cross join lateral (select days.day + make_interval(mins => minute) as at) as wall
  cross join lateral (
    select case
      when days.offset_before = days.offset_after
        then (wall.at - days.offset_before) at time zone 'UTC'
      when (wall.at - days.offset_before) at time zone 'UTC' at time zone offer.zone = wall.at
        then (wall.at - days.offset_before) at time zone 'UTC'
      when (wall.at - days.offset_after) at time zone 'UTC' at time zone offer.zone = wall.at
        then (wall.at - days.offset_after) at time zone 'UTC'
    end as at
  ) as start
  where start.at >= offer.earliest and start.at < offer.latest
    and (
      days.offset_before = days.offset_after
      or (start.at + offer.duration) at time zone offer.zone <= days.day + make_interval(mins => hours.ends_minute)
    )
$$;
