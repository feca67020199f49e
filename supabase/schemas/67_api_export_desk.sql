-- What is held of a teacher beside their bookings and their trail (those are api.list_bookings' and api.list_trail's), as it is stored,
-- without what is secret: the profile, schedules, types, absences, calendars from elsewhere, teams, who waits for them, their programs,
-- mails to them that failed, and since when their own calendar is given out. Refuses: DNIED.
create function api.export_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(export_desk.p_user_id);
begin
  return jsonb_build_object(
    'teacher', to_jsonb(v_teacher) - '{user_id,search,school_id,erased_at}'::text[],
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id)
  ) || app.export_rules(v_teacher.id, true) || jsonb_build_object(
    'calendars', (
      select coalesce(jsonb_agg(
        app.describe_feed(feed) - '{sealed_url,is_reading}'::text[] || jsonb_build_object('placed_zone', feed.placed_zone)
        order by feed.created_at, feed.id
      ), '[]')
      from app.busy_feeds feed where feed.teacher_id = v_teacher.id
    ),
    'teams', (
      select coalesce(jsonb_agg(team.name order by team.name), '[]')
      from app.team_members member join app.teams team on team.id = member.team_id
      where member.teacher_id = v_teacher.id
    ),
    'waiting', app.export_waits(v_teacher.id),
    'failed_mails', app.export_failed_mails(v_teacher.id),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.teacher_id = v_teacher.id)
  ) || app.export_programs(v_teacher);
end
$$;
