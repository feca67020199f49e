-- As api.drop_schedule with a version, for who has seen none.
create function api.drop_schedule(p_user_id uuid, p_schedule_id uuid) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.drop_schedule(p_user_id, p_schedule_id, null)
$$;
comment on function api.drop_schedule(uuid, uuid) is 'Kept for builds before 0.2.0';
