-- The last of what there can be is saved again by who never got the answer.
-- Makes a schedule under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept; those that the
-- teacher said to keep are asked about again on days that get other hours of their own. Saving the same again, as one does who
-- never got the answer, changes nothing.
-- p_wish: {name, spans: [{weekday, starts_minute, ends_minute}], own_days: [{day, spans: [{starts_minute, ends_minute}]}],
-- is_usual}; true makes it the usual one instead of another.
-- Gives {schedule, handle, outside}: as it is now, and bookings that it does not offer. Refuses: DNIED, NTFND, STALE, LIMIT.
create or replace function api.save_schedule(p_user_id uuid, p_schedule_id uuid, p_version integer, p_wish jsonb) returns jsonb
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

-- Notes that a teacher is away for some time, under an id that the form has made (p_version 0), or changes what was noted.
-- Bookings that stand are kept; those that the teacher said to keep are asked about again where it takes their time, or more of
-- it. Saving the same again changes nothing.
-- Gives {version, handle, outside}. Refuses: DNIED, LIMIT, STALE, and NTFND for another teacher's or one that was taken back.
create or replace function api.save_absence(
  p_user_id uuid, p_absence_id uuid, p_version integer, p_from timestamptz, p_until timestamptz, p_note text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_absence.p_user_id);
  v_absence app.busy_times;
begin
  perform app.lock_rules(v_teacher.handle);
  perform app.forget_kept(app.asked_again(v_teacher.id, tstzmultirange(tstzrange(p_from, p_until)) - coalesce((
    select tstzmultirange(busy.during) from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null
  ), '{}'), null));
  if p_version = 0 and not exists (select from app.busy_times busy where busy.id = p_absence_id) and (
    select count(*) from app.busy_times busy
    where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
  ) >= 200 then
    perform app.refuse('LIMIT', 'two hundred absences to come are as many as one teacher can have');
  end if;
  insert into app.busy_times (id, teacher_id, during, note, version)
  select p_absence_id, v_teacher.id, tstzrange(p_from, p_until), p_note, 0 where p_version = 0
  on conflict (id) do nothing;
  update app.busy_times busy set version = busy.version + 1, during = tstzrange(p_from, p_until), note = p_note
  where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.version = p_version
  returning * into v_absence;
  if not found then
    select * into v_absence from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null;
    if not found then
      perform app.refuse('NTFND', 'no such absence');
    elsif v_absence.version <> p_version + 1 or v_absence.during <> tstzrange(p_from, p_until) or v_absence.note <> p_note then
      perform app.refuse('STALE', 'the absence was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_absence.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;

-- Makes an appointment type under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept.
-- p_wish is what app.describe_type gives, without id and version. Saving the same again, as one does who never got the answer,
-- changes nothing.
-- Gives {type, handle, outside}. Refuses: DNIED, NTFND, STALE, LIMIT, INVAL where another type has its handle, the
-- schedule is another teacher's, or the last of its dates is further ahead than holidays and calendars from elsewhere are known.
create or replace function api.save_type(p_user_id uuid, p_type_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_type.p_user_id);
  v_wish app.appointment_types := jsonb_populate_record(null::app.appointment_types, p_wish);
  v_type app.appointment_types;
  v_asked uuid[];
begin
  perform app.lock_rules(v_teacher.handle);
  v_wish.dates := case when p_wish ->> 'first_day' is not null then
    daterange((p_wish ->> 'first_day')::date, (p_wish ->> 'last_day')::date, '[]')
  end;
  if exists (
    select from app.appointment_types other
    where other.teacher_id = v_teacher.id and other.handle = v_wish.handle and other.id <> p_type_id
  ) then
    perform app.refuse_fields('another type has this address', jsonb_build_object(
      'handle', 'Another type of yours has this address, perhaps one that was retired.'
    ));
  elsif not exists (
    select from app.schedules schedule where schedule.id = v_wish.schedule_id and schedule.teacher_id = v_teacher.id
  ) then
    perform app.refuse_fields('no such schedule', jsonb_build_object('scheduleId', 'This schedule is not there any more.'));
  elsif upper(v_wish.dates) - 1 > app.today_of(v_teacher) + 730 then
    perform app.refuse_fields('dates too far ahead', jsonb_build_object('lastDay', 'At most two years ahead.'));
  elsif p_version = 0 and not exists (select from app.appointment_types type where type.id = p_type_id)
    and (select count(*) from app.appointment_types type where type.teacher_id = v_teacher.id) >= 100 then
    perform app.refuse('LIMIT', 'a hundred types are as many as one teacher can have');
  end if;
  v_asked := app.asked_again(v_teacher.id, '{}', null);
  insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes, version)
  select p_type_id, v_teacher.id, v_wish.schedule_id, v_wish.handle, v_wish.name, v_wish.duration_minutes, v_wish.step_minutes, 0
  where p_version = 0
  on conflict (id) do nothing;
  update app.appointment_types type set
    version = type.version + 1, handle = v_wish.handle, name = v_wish.name, description = v_wish.description,
    schedule_id = v_wish.schedule_id, duration_minutes = v_wish.duration_minutes, other_durations = v_wish.other_durations,
    step_minutes = v_wish.step_minutes, seats = v_wish.seats, buffer_before_minutes = v_wish.buffer_before_minutes,
    buffer_after_minutes = v_wish.buffer_after_minutes, notice_minutes = v_wish.notice_minutes,
    horizon_days = v_wish.horizon_days, dates = v_wish.dates, cutoff_minutes = v_wish.cutoff_minutes,
    hold_minutes = v_wish.hold_minutes, booker_cap = v_wish.booker_cap, day_cap = v_wish.day_cap, week_cap = v_wish.week_cap,
    no_show_limit = v_wish.no_show_limit,
    series_cap = v_wish.series_cap, waitlist = v_wish.waitlist, needs_approval = v_wish.needs_approval, decide_hours = v_wish.decide_hours,
    place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    reminder_minutes = v_wish.reminder_minutes, follow_up_minutes = v_wish.follow_up_minutes,
    follow_up_text = v_wish.follow_up_text, is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
  where type.id = p_type_id and type.teacher_id = v_teacher.id and type.version = p_version and type.retired_at is null
  returning * into v_type;
  if found then
    perform app.resize_appointments(v_teacher.id);
    -- After it, since that locks all of them, in their order.
    perform app.forget_kept(v_asked);
    -- One that is new may be waited for by an opening of all there is.
    perform app.assign_openings(v_teacher.school_id);
  else
    select * into v_type from app.appointment_types type
    where type.id = p_type_id and type.teacher_id = v_teacher.id and type.retired_at is null;
    if not found then
      perform app.refuse('NTFND', 'no such type');
    elsif v_type.version <> p_version + 1 or app.describe_type(v_type) - 'id' - 'version' <> p_wish then
      perform app.refuse('STALE', 'the type was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'type', app.describe_type(v_type), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;

-- Makes a team under an id that the form has made (p_version 0), or changes one. p_wish: {handle, name, subject, teachers: [handle]},
-- subject null where it is those teachers. Saving the same again, as one does who never got the answer, changes nothing.
-- Gives app.describe_team. Refuses: DNIED, NTFND for another school's team or teacher, STALE, LIMIT, INVAL where the handle is taken.
create or replace function api.save_team(p_user_id uuid, p_team_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(save_team.p_user_id);
  v_members uuid[];
  v_team app.teams;
begin
  -- Before all else, as in api.save_opening.
  perform from app.schools school where school.id = v_staff.school_id for key share;
  v_members := array(
    select teacher.id from app.teachers teacher
    where teacher.school_id = v_staff.school_id
      and teacher.handle in (select jsonb_array_elements_text(p_wish -> 'teachers'))
    order by teacher.id
  );
  -- One at a time in a school.
  perform pg_advisory_xact_lock(hashtextextended(v_staff.school_id::text, 8));
  if cardinality(v_members) < jsonb_array_length(p_wish -> 'teachers') then
    perform app.refuse('NTFND', 'no such teacher here');
  elsif exists (select from app.teams other where other.handle = p_wish ->> 'handle' and other.id <> p_team_id) then
    perform app.refuse_fields('another team has this address', '{"handle": "Another team has this address."}');
  elsif p_version = 0 and not exists (select from app.teams team where team.id = p_team_id)
    and (select count(*) from app.teams team where team.school_id = v_staff.school_id) >= 200 then
    perform app.refuse('LIMIT', 'two hundred teams are as many as one school can have');
  end if;
  insert into app.teams (id, school_id, handle, name, version)
  select p_team_id, v_staff.school_id, p_wish ->> 'handle', p_wish ->> 'name', 0 where p_version = 0
  on conflict (id) do nothing;
  update app.teams team
  set version = team.version + 1, handle = p_wish ->> 'handle', name = p_wish ->> 'name', subject = p_wish ->> 'subject'
  where team.id = p_team_id and team.school_id = v_staff.school_id and team.version = p_version
  returning * into v_team;
  if found then
    -- Who stays in it is left alone, so that only who comes or goes is noted.
    delete from app.team_members member where member.team_id = v_team.id and member.teacher_id <> all (v_members);
    insert into app.team_members (team_id, teacher_id) select v_team.id, unnest(v_members) on conflict do nothing;
  else
    select * into v_team from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id;
    if not found then
      perform app.refuse('NTFND', 'no such team');
    elsif v_team.version <> p_version + 1
      or app.describe_team(v_team) - 'id' - 'version' <> p_wish || jsonb_build_object('teachers', app.describe_team(v_team) -> 'teachers')
      or v_members <> array(
        select member.teacher_id from app.team_members member where member.team_id = v_team.id order by member.teacher_id
      ) then
      perform app.refuse('STALE', 'the team was saved elsewhere');
    end if;
  end if;
  return app.describe_team(v_team);
end
$$;
