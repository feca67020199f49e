-- Voids every link to a booker's page and every device that opened one. Twice is once. Refuses: nothing.
create function api.leave_mine(p_booker_id uuid, p_version integer) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.bookers booker set version = booker.version + 1
  where booker.id = leave_mine.p_booker_id and booker.version = leave_mine.p_version
$$;
