-- A teacher's weekly hours in their order.
create function app.hours_of(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'weekday', hours.weekday, 'starts_minute', hours.starts_minute, 'ends_minute', hours.ends_minute
  ) order by hours.weekday, hours.starts_minute), '[]')
  from app.weekly_hours hours where hours.teacher_id = hours_of.p_teacher_id
$$;
