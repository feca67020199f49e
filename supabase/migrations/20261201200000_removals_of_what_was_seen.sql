-- What is removed at the desk is what was seen there: who looks at an older one is refused, and no edit is lost.
-- Takes a schedule away that no type has; what is offered no longer has the usual one then. Twice is once.
-- p_version is the one that was seen, so that nothing goes that nobody looked at; null takes whatever there is.
-- Gives {handle, outside}. Refuses: DNIED, INVAL for the usual one and for one that types have, STALE.
create or replace function api.drop_schedule(p_user_id uuid, p_schedule_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_schedule.p_user_id);
  v_usual uuid;
begin
  perform app.lock_rules(v_teacher.handle);
  v_usual := app.usual_schedule(v_teacher.id);
  if p_schedule_id = v_usual then
    perform app.refuse('INVAL', 'the usual schedule stays');
  elsif exists (
    select from app.appointment_types type
    where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id and type.retired_at is null
  ) then
    perform app.refuse('INVAL', 'types have this schedule');
  elsif exists (
    select from app.schedules schedule
    where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id and schedule.version <> p_version
  ) then
    perform app.refuse('STALE', 'the schedule was saved elsewhere');
  end if;
  update app.appointment_types type set schedule_id = v_usual, version = type.version + 1
  where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id;
  delete from app.schedules schedule where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- As api.drop_schedule with a version, for who has seen none.
create or replace function api.drop_schedule(p_user_id uuid, p_schedule_id uuid) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.drop_schedule(p_user_id, p_schedule_id, null)
$$;
comment on function api.drop_schedule(uuid, uuid) is 'Kept for builds before 0.2.0';
-- Takes an absence back. Twice is once. p_version is the one that was seen; null takes back whatever there is.
-- Gives {handle, outside}. Refuses: DNIED, STALE.
create or replace function api.drop_absence(p_user_id uuid, p_absence_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_absence.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  if exists (
    select from app.busy_times busy
    where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.version <> p_version
  ) then
    perform app.refuse('STALE', 'the absence was saved elsewhere');
  end if;
  delete from app.busy_times busy where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- As api.drop_absence with a version, for who has seen none.
create or replace function api.drop_absence(p_user_id uuid, p_absence_id uuid) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.drop_absence(p_user_id, p_absence_id, null)
$$;
comment on function api.drop_absence(uuid, uuid) is 'Kept for builds before 0.2.0';
-- Takes a team away; its teachers and what was booked stand. Twice is once. p_version is the one that was seen; null takes
-- whatever there is. Gives its handle, null where there is no such team. Refuses: DNIED, STALE.
create or replace function api.drop_team(p_user_id uuid, p_team_id uuid, p_version integer) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_handle text;
  v_staff app.staff := app.find_office(drop_team.p_user_id);
begin
  -- As in save_team: none is saved between the look and the removal.
  perform pg_advisory_xact_lock(hashtextextended(v_staff.school_id::text, 8));
  if exists (
    select from app.teams team
    where team.id = p_team_id and team.school_id = v_staff.school_id and team.version <> p_version
  ) then
    perform app.refuse('STALE', 'the team was saved elsewhere');
  end if;
  delete from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id
  returning team.handle into v_handle;
  return v_handle;
end
$$;
-- As api.drop_team with a version, for who has seen none.
create or replace function api.drop_team(p_user_id uuid, p_team_id uuid) returns text
language sql volatile security definer set search_path = ''
as $$
  select api.drop_team(p_user_id, p_team_id, null)
$$;
comment on function api.drop_team(uuid, uuid) is 'Kept for builds before 0.2.0';
-- Forgets a calendar from elsewhere, and with it the times that it took. Twice is once. p_version is the one that was seen; null
-- forgets whatever there is. Gives {handle, outside}. Refuses: DNIED, STALE.
create or replace function api.drop_feed(p_user_id uuid, p_feed_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_feed.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  if exists (
    select from app.busy_feeds feed
    where feed.id = p_feed_id and feed.teacher_id = v_teacher.id and feed.version <> p_version
  ) then
    perform app.refuse('STALE', 'the calendar was renamed elsewhere');
  end if;
  delete from app.busy_feeds feed where feed.id = p_feed_id and feed.teacher_id = v_teacher.id;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- As api.drop_feed with a version, for who has seen none.
create or replace function api.drop_feed(p_user_id uuid, p_feed_id uuid) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.drop_feed(p_user_id, p_feed_id, null)
$$;
comment on function api.drop_feed(uuid, uuid) is 'Kept for builds before 0.2.0';
-- A program is told nothing of a teacher's bookings any more, also not what still waits. Twice is once. p_version is the one
-- that was seen; null takes whatever there is. Refuses: DNIED, STALE.
create or replace function api.drop_hook(p_user_id uuid, p_hook_id uuid, p_version integer) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_hook.p_user_id);
begin
  -- As in save_hook: none is saved between the look and the removal.
  perform pg_advisory_xact_lock(hashtextextended(v_teacher.id::text, 6));
  if exists (
    select from app.hooks hook
    where hook.id = p_hook_id and hook.teacher_id = v_teacher.id and hook.version <> p_version
  ) then
    perform app.refuse('STALE', 'the hook was changed elsewhere');
  end if;
  delete from app.hooks hook where hook.id = p_hook_id and hook.teacher_id = v_teacher.id;
end
$$;
-- As api.drop_hook with a version, for who has seen none.
create or replace function api.drop_hook(p_user_id uuid, p_hook_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select api.drop_hook(p_user_id, p_hook_id, null)
$$;
comment on function api.drop_hook(uuid, uuid) is 'Kept for builds before 0.2.0';

revoke all on function
  api.drop_schedule(uuid, uuid, integer),
  api.drop_absence(uuid, uuid, integer),
  api.drop_team(uuid, uuid, integer),
  api.drop_feed(uuid, uuid, integer),
  api.drop_hook(uuid, uuid, integer)
from public;
grant execute on function
  api.drop_schedule(uuid, uuid, integer),
  api.drop_absence(uuid, uuid, integer),
  api.drop_team(uuid, uuid, integer),
  api.drop_feed(uuid, uuid, integer),
  api.drop_hook(uuid, uuid, integer)
to firstbell_server;
