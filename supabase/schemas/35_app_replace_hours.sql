create function app.replace_hours(p_teacher_id uuid, p_spans jsonb) returns void
language plpgsql
as $$
begin
  delete from app.weekly_hours hours where hours.teacher_id = replace_hours.p_teacher_id;
  insert into app.weekly_hours (teacher_id, weekday, starts_minute, ends_minute)
  select replace_hours.p_teacher_id, span.weekday, span.starts_minute, span.ends_minute
  from jsonb_to_recordset(replace_hours.p_spans) as span (weekday smallint, starts_minute integer, ends_minute integer);
end
$$;
