-- Adds a calendar from elsewhere under an id that the form has made (p_version 0), to be read at once, or gives one another
-- name, which takes no address. Saving the same again, as one does who never got the answer, changes nothing.
-- Gives the feed as it is now. Refuses: DNIED, NTFND for another teacher's, STALE, LIMIT.
create function api.save_feed(p_user_id uuid, p_feed_id uuid, p_version integer, p_name text, p_sealed_url text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_feed.p_user_id);
  v_feed app.busy_feeds;
begin
  perform app.lock_rules(v_teacher.handle);
  select * into v_feed from app.busy_feeds feed where feed.id = p_feed_id;
  if found and v_feed.teacher_id <> v_teacher.id or not found and p_version > 0 then
    perform app.refuse('NTFND', 'no such calendar');
  end if;
  if v_feed.id is null then
    if (select count(*) from app.busy_feeds feed where feed.teacher_id = v_teacher.id) >= 10 then
      perform app.refuse('LIMIT', 'ten calendars are as many as one teacher can have');
    end if;
    insert into app.busy_feeds (id, teacher_id, name, sealed_url)
    values (p_feed_id, v_teacher.id, p_name, p_sealed_url)
    returning * into v_feed;
  elsif v_feed.version = p_version then
    update app.busy_feeds feed set version = feed.version + 1, name = p_name
    where feed.id = p_feed_id returning * into v_feed;
  elsif v_feed.version <> p_version + 1 or v_feed.name <> p_name then
    perform app.refuse('STALE', 'the calendar was renamed elsewhere');
  end if;
  return app.describe_feed(v_feed);
end
$$;
