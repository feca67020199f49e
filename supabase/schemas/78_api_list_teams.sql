-- A school's teams for its office: [describe_team], by name. Refuses: DNIED.
create function api.list_teams(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(list_teams.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(app.describe_team(team) order by team.name, team.handle), '[]')
    from app.teams team where team.school_id = v_staff.school_id
  );
end
$$;
