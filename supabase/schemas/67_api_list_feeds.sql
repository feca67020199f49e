-- A teacher's calendars from elsewhere, in the order they were added, and since when their own is given out.
-- Gives {feeds: [{id, version, name, sealed_url, read_at, due_at, failures, trouble, is_reading, times}], outside, shared_at}.
-- Refuses: DNIED.
create function api.list_feeds(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_feeds.p_user_id);
begin
  return jsonb_build_object(
    'feeds', (
      select coalesce(jsonb_agg(app.describe_feed(feed) order by feed.created_at, feed.id), '[]')
      from app.busy_feeds feed where feed.teacher_id = v_teacher.id
    ),
    'outside', app.outside(v_teacher.id),
    'shared_at', (select shared.made_at from app.shared_calendars shared where shared.teacher_id = v_teacher.id)
  );
end
$$;
