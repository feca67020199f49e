-- Whether a teacher has said any hours that are still to come: of a week, or of a day that is not over, in whichever schedule.
create function app.has_hours_ahead(p_teacher app.teachers) returns boolean
language sql stable
as $$
  select exists (
    select from app.schedules schedule
    where schedule.teacher_id = (p_teacher).id
      and (
        exists (select from app.weekly_hours hours where hours.schedule_id = schedule.id)
        or exists (
          select from app.overrides override
          where override.schedule_id = schedule.id and override.day >= app.today_of(p_teacher) and not isempty(override.minutes)
        )
      )
  )
$$;
