-- Takes a team away; its teachers and what was booked stand. Twice is once. Gives its
-- handle, null where there is no such team. Refuses: DNIED.
create function api.drop_team(p_user_id uuid, p_team_id uuid) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_handle text;
  v_staff app.staff := app.find_office(drop_team.p_user_id);
begin
  delete from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id
  returning team.handle into v_handle;
  return v_handle;
end
$$;
