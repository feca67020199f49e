-- What offered_starts says of one start, in one look at one day's hours, since it is in the way of every booking. A
-- property test holds the two together. In PL/pgSQL, which keeps its plan.
create function app.is_offered(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select
    from app.teachers teacher
    cross join lateral (
      select
        p_starts_at at time zone teacher.time_zone as at,
        date_trunc('day', p_starts_at at time zone teacher.time_zone) as day,
        extract(epoch from (p_starts_at at time zone teacher.time_zone)::time) / 60 as minute
    ) as wall
    cross join lateral (
      -- Where the clocks are set back, a local time comes twice: this is when it comes first.
      select (wall.at - (
        (wall.day - interval '24 hours') at time zone 'UTC' at time zone teacher.time_zone - (wall.day - interval '24 hours')
      )) at time zone 'UTC' as at
    ) as first
    join app.weekly_hours hours
      on hours.teacher_id = p_type.teacher_id and hours.weekday = extract(isodow from wall.day)::smallint
    where teacher.id = p_type.teacher_id
      and wall.minute between hours.starts_minute and hours.ends_minute - p_type.duration_minutes
      and (wall.minute - hours.starts_minute) % p_type.step_minutes = 0
      and (first.at >= p_starts_at or first.at at time zone teacher.time_zone <> wall.at)
      and (p_starts_at + make_interval(mins => p_type.duration_minutes)) at time zone teacher.time_zone
        <= wall.day + make_interval(mins => hours.ends_minute)
  );
end
$$;
