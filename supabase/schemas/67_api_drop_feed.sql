-- Forgets a calendar from elsewhere, and with it the times that it took. Twice is once. p_version is the one that was seen; null
-- forgets whatever there is. Gives {handle, outside}. Refuses: DNIED, STALE.
create function api.drop_feed(p_user_id uuid, p_feed_id uuid, p_version integer) returns jsonb
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
