-- Takes a team away; its teachers and what was booked stand. Twice is once. p_version is the one that was seen; null takes
-- whatever there is. Gives its handle, null where there is no such team. Refuses: DNIED, STALE.
create function api.drop_team(p_user_id uuid, p_team_id uuid, p_version integer) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_handle text;
  v_staff app.staff := app.find_office(drop_team.p_user_id);
begin
  -- Before all else, as in save_team.
  perform from app.schools school where school.id = v_staff.school_id for key share;
  -- As in save_team: none is saved between the look and the removal.
  perform pg_advisory_xact_lock(hashtextextended(v_staff.school_id::text, 8));
  if exists (
    select from app.teams team
    where team.id = p_team_id and team.school_id = v_staff.school_id and team.version <> p_version
  ) then
    perform app.refuse('STALE', 'the team was saved elsewhere');
  end if;
  delete from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id
  returning team.handle into v_handle;
  return v_handle;
end
$$;
