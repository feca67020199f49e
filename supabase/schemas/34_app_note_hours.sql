-- Notes that a schedule has other hours than before, where it has.
create function app.note_hours(p_schedule_id uuid, p_before jsonb, p_after jsonb) returns void
language plpgsql
as $$
begin
  perform app.note_change('changed', teacher.school_id, teacher.id, 'schedule', schedule.id, p_before, p_after)
  from app.schedules schedule
  join app.teachers teacher on teacher.id = schedule.teacher_id
  where schedule.id = p_schedule_id and p_before <> p_after;
end
$$;
