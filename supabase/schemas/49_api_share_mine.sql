-- Gives a booker's calendar a new secret address, of which only a hash comes here, and voids the one before; p_secret_hash null
-- takes it away. Refuses: NTFND.
create function api.share_mine(p_booker_id uuid, p_version integer, p_secret_hash text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(share_mine.p_booker_id, share_mine.p_version);
begin
  delete from app.shared_calendars shared where shared.booker_id = v_booker.id and p_secret_hash is null;
  insert into app.shared_calendars (booker_id, secret_hash)
  select v_booker.id, decode(p_secret_hash, 'hex') where p_secret_hash is not null
  on conflict on constraint shared_calendars_are_one_a_booker
  do update set secret_hash = excluded.secret_hash, made_at = now();
end
$$;
