-- Erases a booker at their own wish, and with them every link and device (app.erase_booker). Refuses: NTFND, LATE0.
create function api.erase_mine(p_booker_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  return app.erase_booker((app.find_booker(erase_mine.p_booker_id, erase_mine.p_version)).email, null, false);
end
$$;
