-- Gives a schedule these weekly hours: [{weekday, starts_minute, ends_minute}].
create function app.replace_hours(p_schedule_id uuid, p_spans jsonb) returns void
language plpgsql
as $$
declare
  v_before jsonb := app.hours_of(replace_hours.p_schedule_id);
begin
  delete from app.weekly_hours hours where hours.schedule_id = replace_hours.p_schedule_id;
  insert into app.weekly_hours (schedule_id, weekday, minutes)
  select replace_hours.p_schedule_id, weekly.weekday, weekly.minutes from app.weekly_of(replace_hours.p_spans) as weekly;
  perform app.note_hours(
    p_schedule_id, jsonb_build_object('spans', v_before), jsonb_build_object('spans', app.hours_of(p_schedule_id))
  );
end
$$;
