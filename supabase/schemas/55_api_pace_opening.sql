-- What everybody in a waiting room is told, after one step of it where a step is due. One caller at a time takes it; who
-- comes meanwhile is told what stands. p_pulse is what the instances saw lately: {answered, slow, failed}. Refuses: NTFND.
create function api.pace_opening(p_opening_id uuid, p_pulse jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening where opening.id = pace_opening.p_opening_id;
  if not found then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  if v_opening.waiting_room and v_opening.opens_at <= now() and v_opening.ended_at is null
    and coalesce(v_opening.closes_at > now(), true)
    and pg_try_advisory_xact_lock(hashtextextended(v_opening.id::text, 3)) then
    perform app.advance_opening(v_opening, coalesce(pace_opening.p_pulse, '{}'));
  end if;
  return app.opening_status(v_opening.id);
end
$$;
