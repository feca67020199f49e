-- Makes a schedule under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept; those that the
-- teacher said to keep are asked about again on days that get other hours of their own. Saving the same again, as one does who
-- never got the answer, changes nothing.
-- p_wish: {name, spans: [{weekday, starts_minute, ends_minute}], own_days: [{day, spans: [{starts_minute, ends_minute}]}],
-- is_usual}; true makes it the usual one instead of another.
-- Gives {schedule, handle, outside}: as it is now, and bookings that it does not offer. Refuses: DNIED, NTFND, STALE, LIMIT.
create function api.save_schedule(p_user_id uuid, p_schedule_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_schedule.p_user_id);
  v_today date := app.today_of(v_teacher);
  v_usual boolean := coalesce((p_wish ->> 'is_usual')::boolean, false);
  v_schedule app.schedules;
  v_changed tstzmultirange;
begin
  perform app.lock_rules(v_teacher.handle);
  -- The last of them may be asked for again by who never got the answer, here and in the others that have a most.
  if p_version = 0 and not exists (select from app.schedules schedule where schedule.id = p_schedule_id)
    and (select count(*) from app.schedules schedule where schedule.teacher_id = v_teacher.id) >= 20 then
    perform app.refuse('LIMIT', 'twenty schedules are as many as one teacher can have');
  end if;
  -- Days that get hours of their own, or others than they have.
  v_changed := (
    select range_agg(tstzrange(
      app.instant_at(own.day::timestamp, v_teacher.time_zone), app.instant_at((own.day + 1)::timestamp, v_teacher.time_zone)
    ))
    from app.own_days_of(p_wish -> 'own_days') as own
    where own.day >= v_today and not exists (
      select from app.overrides override
      where override.schedule_id = p_schedule_id and override.day = own.day and override.minutes::int4multirange = own.minutes
    )
  );
  perform app.forget_kept(app.asked_again(v_teacher.id, v_changed, array(
    select type.id from app.appointment_types type where type.teacher_id = v_teacher.id and type.schedule_id = p_schedule_id
  )));
  insert into app.schedules (id, teacher_id, name, version)
  select p_schedule_id, v_teacher.id, p_wish ->> 'name', 0 where p_version = 0
  on conflict (id) do nothing;
  update app.schedules schedule set version = schedule.version + 1, name = p_wish ->> 'name'
  where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id and schedule.version = p_version
  returning * into v_schedule;
  if found then
    if v_usual and not v_schedule.is_usual then
      update app.schedules schedule set is_usual = false where schedule.teacher_id = v_teacher.id and schedule.is_usual;
      update app.schedules schedule set is_usual = true where schedule.id = v_schedule.id returning * into v_schedule;
    end if;
    perform app.replace_hours(v_schedule.id, p_wish -> 'spans');
    perform app.replace_own_days(v_schedule.id, v_today, p_wish -> 'own_days');
  else
    select * into v_schedule from app.schedules schedule
    where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
    if not found then
      perform app.refuse('NTFND', 'no such schedule');
    elsif v_schedule.version <> p_version + 1 or v_schedule.name <> p_wish ->> 'name'
      or v_usual and not v_schedule.is_usual
      or not app.has_hours(v_schedule.id, p_wish -> 'spans')
      or not app.has_own_days(v_schedule.id, v_today, p_wish -> 'own_days') then
      perform app.refuse('STALE', 'the schedule was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'schedule', app.describe_schedule(v_schedule), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;
