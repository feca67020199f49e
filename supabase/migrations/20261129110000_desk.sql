-- A school's file takes back only the types that came by a file: what a teacher made at the desk stays. And the desk opens with
-- no more than it shows.
alter table app.appointment_types add column is_imported boolean not null default false;

-- Notes that a row of some rule was made, changed or removed: a trigger, whose first argument is what it is, and all others the
-- columns that are looked at; without any it is all that say something. Where none is otherwise, nothing is noted.
create or replace function app.note_row() returns trigger
language plpgsql
as $$
declare
  v_kind constant text := tg_argv[0];
  v_columns constant text[] := case when tg_nargs > 1 then tg_argv[1:] end;
  v_silent constant text[] := '{id,version,teacher_id,school_id,opening_id,position,created_at,is_imported}';
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_teacher_id uuid := case when v_kind = 'teacher' then v_row ->> 'id' else v_row ->> 'teacher_id' end;
  v_school_id uuid := v_row ->> 'school_id';
  v_before jsonb;
  v_after jsonb;
  v_verb text;
begin
  -- What a form makes has version 0 until all of it is there.
  if v_new ->> 'version' = '0' then
    return null;
  elsif v_old ->> 'version' = '0' then
    v_old := null;
  end if;
  select jsonb_object_agg(field.name, v_old -> field.name), jsonb_object_agg(field.name, v_new -> field.name)
  into v_before, v_after
  from jsonb_object_keys(v_row) as field (name)
  where case when v_columns is null then field.name <> all (v_silent) else field.name = any (v_columns) end
    and (v_old is null or v_new is null or v_old -> field.name <> v_new -> field.name);
  if v_old is not null and v_new is not null and v_after is null then
    return null;
  end if;
  if v_kind = 'opening' and v_teacher_id is null then
    select type.teacher_id into v_teacher_id from app.appointment_types type
    where type.id = (v_row ->> 'appointment_type_id')::uuid;
  end if;
  v_school_id := coalesce(
    v_school_id,
    (select teacher.school_id from app.teachers teacher where teacher.id = v_teacher_id),
    (select opening.school_id from app.openings opening where opening.id = (v_row ->> 'opening_id')::uuid)
  );
  v_verb := case when v_old is null then 'made' when v_new is null then 'removed' else coalesce((
    select case when jsonb_typeof(v_after -> sign.name) = 'null' then sign.taken_back else sign.given end
    from (values
      ('retired_at', 'retired', 'restored'), ('revoked_at', 'revoked', 'renewed'), ('paused_at', 'paused', 'resumed'),
      ('ended_at', 'ended', 'ended'), ('released_at', 'released', 'released')
    ) as sign (name, given, taken_back)
    where v_after ? sign.name
    limit 1
  ), 'changed') end;
  perform app.note_change(
    v_verb, v_school_id, v_teacher_id, v_kind, coalesce(v_row ->> 'id', v_row ->> 'team_id', v_row ->> 'opening_id')::uuid,
    case when v_old is not null then coalesce(v_before, '{}') end, case when v_new is not null then coalesce(v_after, '{}') end,
    p_otherwise => case when v_kind = 'invitation' then 'booker' else 'operator' end
  );
  return null;
end
$$;

-- Loads a school with its teachers, their types and hours, or updates it by its handles: all of it or nothing.
-- An operator's act; the server cannot call it. Hours given replace the old ones; bookings that stand are kept.
-- p_school: {handle, name, staff: [email], teachers: [{handle, name, email, time_zone, subjects, about, spans, types: [{handle, …}]}]}
-- Types that came by a file and are not in it any more are no longer offered; those made at the desk stay. Gives {teachers, types, added, retired}.
create or replace function app.import_school(p_school jsonb) returns jsonb
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

-- What the desk opens with: the teacher, whether any weekly hours are said, and what waits for an answer. Refuses: DNIED.
create or replace function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'has_hours', exists (
      select from app.schedules schedule
      join app.weekly_hours hours on hours.schedule_id = schedule.id
      where schedule.teacher_id = v_teacher.id
    ),
    'requests', app.requests_of(v_teacher.id)
  );
end
$$;

-- Which of these bookings, that a teacher's calendar from elsewhere names, stand with another teacher: who has the calendar is
-- somebody's booker then, and busy. Gives their ids, [] where the calendar is not there any more.
create function api.booked_elsewhere(p_feed_id uuid, p_booking_ids uuid[]) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(booking.id), '[]')
  from app.busy_feeds feed
  cross join app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where feed.id = booked_elsewhere.p_feed_id and booking.id = any (booked_elsewhere.p_booking_ids)
    and booking.state in ('pending', 'confirmed') and appointment.teacher_id <> feed.teacher_id
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
