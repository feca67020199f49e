-- As api.drop_hook with a version, for who has seen none.
create function api.drop_hook(p_user_id uuid, p_hook_id uuid) returns void
language sql volatile security definer set search_path = ''
as $$
  select api.drop_hook(p_user_id, p_hook_id, null)
$$;
comment on function api.drop_hook(uuid, uuid) is 'Kept for builds before 0.2.0';
