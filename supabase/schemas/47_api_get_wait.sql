-- What somebody waits for, as its own page shows it: app.describe_wait. Refuses: NTFND.
create function api.get_wait(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(get_wait.p_wait_id, get_wait.p_link_version);
begin
  return app.describe_wait(v_wait);
end
$$;
