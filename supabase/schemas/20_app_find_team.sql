-- The team behind a public handle, or NTFND.
create function app.find_team(p_handle text) returns app.teams
language plpgsql stable
as $$
declare
  v_team app.teams;
begin
  select * into v_team from app.teams team where team.handle = find_team.p_handle;
  if not found then
    perform app.refuse('NTFND', 'no such team');
  end if;
  return v_team;
end
$$;
