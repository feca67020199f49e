-- The booker whose device or link shows this id and version. Refuses: NTFND for who is unknown, erased or was voided.
create function app.find_booker(p_booker_id uuid, p_version integer) returns app.bookers
language plpgsql stable
as $$
declare
  v_booker app.bookers;
begin
  select * into v_booker from app.bookers booker
  where booker.id = find_booker.p_booker_id and booker.version = find_booker.p_version;
  if not found then
    perform app.refuse('NTFND', 'no such booker');
  end if;
  return v_booker;
end
$$;
