-- Whether a schedule has these very hours of a week.
create function app.has_hours(p_schedule_id uuid, p_spans jsonb) returns boolean
language sql stable
as $$
  select not exists (
    select
    from app.weekly_of(has_hours.p_spans) as wish
    full join (select * from app.weekly_hours hours where hours.schedule_id = has_hours.p_schedule_id) as hours using (weekday)
    where wish.minutes is distinct from hours.minutes::int4multirange
  )
$$;
