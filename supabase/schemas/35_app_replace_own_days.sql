-- Gives a schedule these days with hours of their own, from p_from on: what was before it stays as it was.
create function app.replace_own_days(p_schedule_id uuid, p_from date, p_days jsonb) returns void
language plpgsql
as $$
begin
  delete from app.overrides override
  where override.schedule_id = replace_own_days.p_schedule_id and override.day >= replace_own_days.p_from;
  insert into app.overrides (schedule_id, day, minutes)
  select replace_own_days.p_schedule_id, own.day, own.minutes
  from app.own_days_of(replace_own_days.p_days) as own
  where own.day >= replace_own_days.p_from;
end
$$;
