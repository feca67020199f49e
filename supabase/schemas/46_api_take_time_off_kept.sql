-- As api.take_time_off with a teacher, for one's own time.
create function api.take_time_off(
  p_user_id uuid, p_key text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.take_time_off(p_user_id, p_key, null, p_from, p_until, p_reason)
$$;
comment on function api.take_time_off(uuid, text, timestamptz, timestamptz, text) is 'Kept for builds before 0.2.0';
