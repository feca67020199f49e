-- Whether a schedule has these very days of its own, from p_from on.
create function app.has_own_days(p_schedule_id uuid, p_from date, p_days jsonb) returns boolean
language sql stable
as $$
  select not exists (
    select
    from (select * from app.own_days_of(p_days) as own where own.day >= p_from) as wish
    full join (
      select * from app.overrides override where override.schedule_id = p_schedule_id and override.day >= p_from
    ) as own using (day)
    where wish.minutes is distinct from own.minutes::int4multirange
  )
$$;
