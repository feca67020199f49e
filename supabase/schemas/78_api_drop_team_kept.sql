-- As api.drop_team with a version, for who has seen none.
create function api.drop_team(p_user_id uuid, p_team_id uuid) returns text
language sql volatile security definer set search_path = ''
as $$
  select api.drop_team(p_user_id, p_team_id, null)
$$;
comment on function api.drop_team(uuid, uuid) is 'Kept for builds before 0.2.0';
