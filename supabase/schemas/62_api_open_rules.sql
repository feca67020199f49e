-- All that decides when a teacher can be booked, for the desk. Holidays and absences from today on.
-- Gives {handle, time_zone, version, holiday_region, worked_holidays, holidays: [{day, name}], schedules,
-- absences: [{id, starts_at, ends_at, note}], outside}. Refuses: DNIED.
create function api.open_rules(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_rules.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'time_zone', v_teacher.time_zone, 'version', v_teacher.version,
    'holiday_region', v_teacher.holiday_region, 'worked_holidays', v_teacher.worked_holidays,
    'holidays', (
      select coalesce(jsonb_agg(jsonb_build_object('day', holiday.day, 'name', holiday.name) order by holiday.day, holiday.name), '[]')
      from app.holidays holiday
      where holiday.region = v_teacher.holiday_region
        and holiday.day >= app.today_of(v_teacher) and holiday.day < app.today_of(v_teacher) + 550
    ),
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name, schedule.id), '[]')
      from app.schedules schedule where schedule.teacher_id = v_teacher.id
    ),
    'absences', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', busy.id, 'starts_at', lower(busy.during), 'ends_at', upper(busy.during), 'note', busy.note
      ) order by busy.during, busy.id), '[]')
      from app.busy_times busy
      where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
    ),
    'outside', app.outside(v_teacher.id)
  );
end
$$;
