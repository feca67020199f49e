-- As api.drop_absence with a version, for who has seen none.
create function api.drop_absence(p_user_id uuid, p_absence_id uuid) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.drop_absence(p_user_id, p_absence_id, null)
$$;
comment on function api.drop_absence(uuid, uuid) is 'Kept for builds before 0.2.0';
