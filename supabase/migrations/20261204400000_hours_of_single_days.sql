-- Hours of a single day to come are hours as well.
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

-- A teacher's public page, without the types that only who has their address shall find. Refuses: NTFND.
create or replace function api.get_teacher(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'handle', teacher.handle, 'name', teacher.name, 'subjects', teacher.subjects, 'about', teacher.about,
    'school', school.name, 'time_zone', teacher.time_zone,
    'types', (
      select coalesce(jsonb_agg(app.describe_offer(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null and not type.is_hidden
    ),
    'has_hours', app.has_hours_ahead(teacher)
  ) into v_answer
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where teacher.handle = get_teacher.p_handle and teacher.erased_at is null;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such teacher');
  end if;
  return v_answer;
end
$$;

-- What the desk opens with: the teacher, whether any hours are said, and what waits for an answer. Refuses: DNIED.
create or replace function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'has_hours', app.has_hours_ahead(v_teacher),
    'requests', app.requests_of(v_teacher.id)
  );
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
