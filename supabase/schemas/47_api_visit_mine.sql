-- Whether a link that was mailed still opens its booker's page: until p_until by the database's clock. It can be opened as often
-- as one likes, and who does has got that mail (app.note_arrival). Refuses: NTFND, WRONG where its time is over.
create function api.visit_mine(p_booker_id uuid, p_version integer, p_until timestamptz) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(visit_mine.p_booker_id, visit_mine.p_version);
begin
  if p_until < now() then
    perform app.refuse('WRONG', 'the link has run out');
  end if;
  perform app.note_arrival(v_booker.email);
end
$$;
