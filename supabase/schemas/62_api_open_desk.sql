-- What the desk opens with: the teacher, whether any hours are said, what waits for an answer, how many of their calendars from
-- elsewhere are broken, and how many bookings lie outside of what is offered, as app.outside has them. Refuses: DNIED.
create function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'has_hours', app.has_hours_ahead(v_teacher),
    'requests', app.requests_of(v_teacher.id),
    'broken_feeds', (select count(*) from app.busy_feeds feed where feed.teacher_id = v_teacher.id and app.is_broken(feed)),
    'outside', jsonb_array_length(app.outside(v_teacher.id))
  );
end
$$;
