-- Says no to what is offered, by one's own link, and with it the wish is over: the seat goes to the next one at once. Twice is
-- once, and what was booked or has lapsed stays so.
-- Gives {teacher}: whose slots may have changed. Refuses: NTFND.
create function api.decline_offer(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(decline_offer.p_wait_id, decline_offer.p_link_version);
begin
  if v_wait.state = 'offered' then
    perform app.end_wait(v_wait.id, 'declined');
    -- It is known by its mail alone.
    perform app.note_arrival(v_wait.email);
  end if;
  return jsonb_build_object('teacher', app.waited_with(v_wait));
end
$$;
