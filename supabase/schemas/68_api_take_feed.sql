-- One calendar from elsewhere, for its teacher who wants it read now: nobody else reads it for p_lease_seconds.
-- Gives what api.take_feeds gives of one, or null while somebody reads it already. Refuses: DNIED, NTFND.
create function api.take_feed(p_user_id uuid, p_feed_id uuid, p_lease_seconds integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(take_feed.p_user_id);
  v_feed app.busy_feeds;
begin
  update app.busy_feeds feed
  set claim = gen_random_uuid(), due_at = now() + make_interval(secs => p_lease_seconds)
  where feed.id = p_feed_id and feed.teacher_id = v_teacher.id and (feed.claim is null or feed.due_at <= now())
  returning * into v_feed;
  if found then
    return app.describe_claim(v_feed);
  end if;
  if not exists (select from app.busy_feeds feed where feed.id = p_feed_id and feed.teacher_id = v_teacher.id) then
    perform app.refuse('NTFND', 'no such calendar');
  end if;
  return null;
end
$$;
