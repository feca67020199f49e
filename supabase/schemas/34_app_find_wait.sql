-- What is waited for behind a link, or NTFND.
create function app.find_wait(p_wait_id uuid, p_link_version integer) returns app.waits
language plpgsql stable
as $$
declare
  v_wait app.waits;
begin
  select * into v_wait from app.waits wait
  where wait.id = find_wait.p_wait_id and wait.link_version = find_wait.p_link_version;
  if not found then
    perform app.refuse('NTFND', 'nobody waits by this link');
  end if;
  return v_wait;
end
$$;
