-- Gives a schedule these days with hours of their own, from p_from on: what was before it stays as it was.
create function app.replace_own_days(p_schedule_id uuid, p_from date, p_days jsonb) returns void
language plpgsql
as $$
declare
  v_before jsonb := app.own_days_from(replace_own_days.p_schedule_id, replace_own_days.p_from);
  v_after jsonb;
begin
  delete from app.overrides override
  where override.schedule_id = replace_own_days.p_schedule_id and override.day >= replace_own_days.p_from;
  insert into app.overrides (schedule_id, day, minutes)
  select replace_own_days.p_schedule_id, own.day, own.minutes
  from app.own_days_of(replace_own_days.p_days) as own
  where own.day >= replace_own_days.p_from;
  v_after := app.own_days_from(p_schedule_id, p_from);
  -- Of a year of days those that are otherwise.
  perform app.note_hours(
    p_schedule_id,
    jsonb_build_object('own_days', v_before - array(select day from jsonb_each(v_before) as known (day, spans) where v_after -> day = spans)),
    jsonb_build_object('own_days', v_after - array(select day from jsonb_each(v_after) as known (day, spans) where v_before -> day = spans))
  );
end
$$;
