-- The one function that decides what a type offers: the list and the booking both ask it.
-- Gives the starts in [p_earliest, p_latest) that fit the weekly hours; whether the time is still free, and whether
-- now is the time to book it, is for the caller to see.
-- A local time in a DST gap is not offered; in a fold the earlier one is, once; and a slot ends, by the clock on
-- the teacher's wall, no later than the hours do.
-- Day by day, so that asking for one start costs a look at one day's hours.
create function app.offered_starts(p_type app.appointment_types, p_earliest timestamptz, p_latest timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language plpgsql stable rows 100
as $$
declare
  v_zone text := (select teacher.time_zone from app.teachers teacher where teacher.id = p_type.teacher_id);
  v_duration interval := make_interval(mins => p_type.duration_minutes);
  v_day timestamp := date_trunc('day', p_earliest at time zone v_zone);
  v_last_day timestamp := p_latest at time zone v_zone;
  -- The zone's offsets well before and well after a local day; they differ around a transition only.
  v_before interval;
  v_after interval;
begin
  while v_day <= v_last_day loop
    v_before := (v_day - interval '24 hours') at time zone 'UTC' at time zone v_zone - (v_day - interval '24 hours');
    v_after := (v_day + interval '48 hours') at time zone 'UTC' at time zone v_zone - (v_day + interval '48 hours');
    return query
      select start.at, start.at + v_duration
      from app.weekly_hours hours
      -- Minutes after midnight, no earlier and no later than what can matter.
      cross join lateral generate_series(
        hours.starts_minute + p_type.step_minutes * (greatest(0, floor(extract(epoch from
          p_earliest at time zone 'UTC' + least(v_before, v_after) - v_day) / 60)::integer - hours.starts_minute
        ) / p_type.step_minutes),
        least(hours.ends_minute - p_type.duration_minutes, floor(extract(epoch from
          p_latest at time zone 'UTC' + greatest(v_before, v_after) - v_day) / 60)::integer),
        p_type.step_minutes
      ) as minute
      cross join lateral (select v_day + make_interval(mins => minute) as at) as wall
      cross join lateral (
        select case
          when v_before = v_after
            then (wall.at - v_before) at time zone 'UTC'
          when (wall.at - v_before) at time zone 'UTC' at time zone v_zone = wall.at
            then (wall.at - v_before) at time zone 'UTC'
          when (wall.at - v_after) at time zone 'UTC' at time zone v_zone = wall.at
            then (wall.at - v_after) at time zone 'UTC'
        end as at
      ) as start
      where hours.teacher_id = p_type.teacher_id
        and hours.weekday = extract(isodow from v_day)
        and start.at >= p_earliest and start.at < p_latest
        and (
          v_before = v_after
          or (start.at + v_duration) at time zone v_zone <= v_day + make_interval(mins => hours.ends_minute)
        );
    v_day := v_day + interval '1 day';
  end loop;
end
$$;
