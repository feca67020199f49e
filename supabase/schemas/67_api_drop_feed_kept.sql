-- As api.drop_feed with a version, for who has seen none.
create function api.drop_feed(p_user_id uuid, p_feed_id uuid) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.drop_feed(p_user_id, p_feed_id, null)
$$;
comment on function api.drop_feed(uuid, uuid) is 'Kept for builds before 0.2.0';
