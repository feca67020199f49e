-- What is held of a teacher beside their bookings (those are api.list_bookings'), as it is stored, without what is secret: the
-- profile, schedules, types, absences, calendars from elsewhere, teams, and since when their own calendar is given out.
-- Refuses: DNIED.
create function api.export_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(export_desk.p_user_id);
begin
  return jsonb_build_object(
    'teacher', to_jsonb(v_teacher) - '{user_id,search,school_id,erased_at}'::text[],
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name), '[]')
      from app.schedules schedule where schedule.teacher_id = v_teacher.id
    ),
    'types', (
      select coalesce(jsonb_agg(app.describe_type(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = v_teacher.id
    ),
    'absences', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'starts_at', lower(busy.during), 'ends_at', upper(busy.during), 'note', busy.note
      ) order by busy.during, busy.id), '[]')
      from app.busy_times busy where busy.teacher_id = v_teacher.id and busy.feed_id is null
    ),
    'calendars', (
      select coalesce(jsonb_agg(app.describe_feed(feed) - '{sealed_url,is_reading}'::text[] order by feed.created_at, feed.id), '[]')
      from app.busy_feeds feed where feed.teacher_id = v_teacher.id
    ),
    'teams', (
      select coalesce(jsonb_agg(team.name order by team.name), '[]')
      from app.team_members member join app.teams team on team.id = member.team_id
      where member.teacher_id = v_teacher.id
    ),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.teacher_id = v_teacher.id)
  );
end
$$;
