-- All that decides when a teacher can be booked, for the desk. Holidays and absences from today on.
-- Gives {handle, time_zone, version, holiday_region, worked_holidays, holidays: [{day, name}], schedules,
-- absences: [{id, starts_at, ends_at, note, version}], outside, coming, next_at}: the last two are how many bookings are to
-- come, and when the first of them begins. Refuses: DNIED.
create function api.open_rules(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_rules.p_user_id);
  v_coming integer;
  v_next_at timestamptz;
begin
  select count(*), min(appointment.starts_at) into v_coming, v_next_at
  from app.appointments appointment
  join app.bookings booking on booking.appointment_id = appointment.id and booking.state in ('pending', 'confirmed')
  where appointment.teacher_id = v_teacher.id
    and appointment.busy && tstzrange(now(), null)
    and appointment.cancelled_at is null
    and appointment.starts_at > now();
  return jsonb_build_object(
    'handle', v_teacher.handle, 'time_zone', v_teacher.time_zone, 'version', v_teacher.version,
    'holiday_region', v_teacher.holiday_region, 'worked_holidays', v_teacher.worked_holidays,
    'holidays', (
      select coalesce(jsonb_agg(jsonb_build_object('day', holiday.day, 'name', holiday.name) order by holiday.day, holiday.name), '[]')
      from app.holidays holiday
      where holiday.region = v_teacher.holiday_region
        and holiday.day >= app.today_of(v_teacher)
    ),
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name, schedule.id), '[]')
      from app.schedules schedule where schedule.teacher_id = v_teacher.id
    ),
    'absences', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', busy.id, 'starts_at', lower(busy.during), 'ends_at', upper(busy.during), 'note', busy.note,
        'version', busy.version
      ) order by busy.during, busy.id), '[]')
      from app.busy_times busy
      where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
    ),
    'outside', app.outside(v_teacher.id), 'coming', v_coming, 'next_at', v_next_at
  );
end
$$;
