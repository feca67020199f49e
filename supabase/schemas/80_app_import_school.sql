-- Loads a school with its teachers, their types and hours, or updates it by its handles: all of it or nothing.
-- An operator's act; the server cannot call it. Hours given replace the old ones; bookings that stand are kept.
-- p_school: {handle, name, staff: [email], teachers: [{handle, name, email, time_zone, subjects, about, spans, types: [{handle, …}]}]}
-- Types that came by a file and are not in it any more are no longer offered; those made at the desk stay. Gives {teachers, types, added, retired}.
create function app.import_school(p_school jsonb) returns jsonb
language plpgsql volatile
as $$
declare
  v_school_id uuid;
  v_teacher jsonb;
  v_teacher_id uuid;
  v_schedule_id uuid;
  v_known boolean;
  v_teachers integer := 0;
  v_types integer := 0;
  v_added integer := 0;
  v_retired integer := 0;
  v_gone integer;
  v_elsewhere text;
begin
  -- One look at all zones: each costs a walk over the zone files.
  select teacher into v_teacher
  from jsonb_array_elements(p_school -> 'teachers') as teacher
  where teacher ->> 'time_zone' not in (select name from pg_catalog.pg_timezone_names);
  if found then
    perform app.refuse('INVAL', format('%s: no such time zone as %s', v_teacher ->> 'name', v_teacher ->> 'time_zone'));
  end if;

  insert into app.schools (handle, name)
  values (p_school ->> 'handle', p_school ->> 'name')
  on conflict (handle) do update set name = excluded.name
  returning id into v_school_id;
  -- Whoever is given is added; nobody is taken away.
  insert into app.staff (school_id, email)
  select v_school_id, lower(email) from jsonb_array_elements_text(coalesce(p_school -> 'staff', '[]')) as email
  on conflict (email) do nothing;
  select string_agg(format('%s is staff of %s already', staff.email, school.name), E'\n' order by staff.email) into v_elsewhere
  from app.staff staff
  join app.schools school on school.id = staff.school_id
  where staff.school_id <> v_school_id
    and staff.email in (select lower(named.email) from jsonb_array_elements_text(coalesce(p_school -> 'staff', '[]')) as named (email));
  if v_elsewhere is not null then
    perform app.refuse('INVAL', v_elsewhere);
  end if;

  -- Who books by the rules as they were has done so before they change. In one order, so that nobody waits in a circle.
  perform app.lock_rules(listed.handle)
  from (
    select teacher ->> 'handle' as handle from jsonb_array_elements(p_school -> 'teachers') as teacher order by handle
  ) as listed;
  for v_teacher in select value from jsonb_array_elements(p_school -> 'teachers') loop
    v_known := exists (select from app.teachers where handle = v_teacher ->> 'handle');
    if exists (
      select from app.teachers teacher
      where teacher.handle = v_teacher ->> 'handle' and teacher.school_id <> v_school_id
    ) then
      perform app.refuse('INVAL', format('the handle %s belongs to a teacher of another school', v_teacher ->> 'handle'));
    end if;
    insert into app.teachers as teacher (school_id, handle, name, email, time_zone, subjects, about)
    values (
      v_school_id, v_teacher ->> 'handle', v_teacher ->> 'name', v_teacher ->> 'email', v_teacher ->> 'time_zone',
      array(select jsonb_array_elements_text(v_teacher -> 'subjects')), v_teacher ->> 'about'
    )
    on conflict (handle) do update set
      name = excluded.name, email = excluded.email, time_zone = excluded.time_zone,
      subjects = excluded.subjects, about = excluded.about,
      version = teacher.version + 1,
      user_id = case when teacher.email = excluded.email then teacher.user_id end
    returning id into v_teacher_id;
    v_schedule_id := app.usual_schedule(v_teacher_id);
    update app.schedules schedule set version = schedule.version + 1 where schedule.id = v_schedule_id and v_known;
    perform app.replace_hours(v_schedule_id, v_teacher -> 'spans');

    insert into app.appointment_types as known (
      teacher_id, schedule_id, handle, name, description, duration_minutes, step_minutes, seats, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, cutoff_minutes, hold_minutes, booker_cap, opens_at, position,
      needs_approval, decide_hours, is_imported
    )
    select v_teacher_id, v_schedule_id, type.handle, type.name, type.description, type.duration_minutes, type.step_minutes, type.seats,
      type.buffer_before_minutes, type.buffer_after_minutes, type.notice_minutes, type.horizon_days,
      type.cutoff_minutes, coalesce(type.hold_minutes, 5), type.booker_cap, type.opens_at, type.position,
      type.decide_hours is not null, coalesce(type.decide_hours, 48), true
    from jsonb_populate_recordset(null::app.appointment_types, v_teacher -> 'types') as type
    on conflict (teacher_id, handle) do update set
      name = excluded.name, description = excluded.description, duration_minutes = excluded.duration_minutes,
      step_minutes = excluded.step_minutes, seats = excluded.seats,
      buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
      notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days,
      cutoff_minutes = excluded.cutoff_minutes, hold_minutes = excluded.hold_minutes,
      booker_cap = excluded.booker_cap, opens_at = excluded.opens_at, version = known.version + 1,
      position = excluded.position, retired_at = null, is_imported = true,
      -- What the file does not say of it is the desk's to say.
      needs_approval = known.needs_approval or excluded.needs_approval,
      decide_hours = case when excluded.needs_approval then excluded.decide_hours else known.decide_hours end,
      series_cap = case when excluded.needs_approval then 1 else known.series_cap end;
    update app.appointment_types type set retired_at = now()
    where type.teacher_id = v_teacher_id and type.is_imported and type.retired_at is null
      and type.handle not in (select listed ->> 'handle' from jsonb_array_elements(v_teacher -> 'types') as listed);
    get diagnostics v_gone = row_count;
    perform app.resize_appointments(v_teacher_id);

    v_teachers := v_teachers + 1;
    v_types := v_types + jsonb_array_length(v_teacher -> 'types');
    v_added := v_added + (not v_known)::integer;
    v_retired := v_retired + v_gone;
  end loop;
  perform app.assign_openings(v_school_id);
  -- Now rather than when all is committed, so that the one who imports hears of it.
  set constraints app.teachers_never_share_an_email immediate;
  return jsonb_build_object('teachers', v_teachers, 'types', v_types, 'added', v_added, 'retired', v_retired);
end
$$;
