-- What staff do while it runs, each written down: pause, resume, slow (to at most p_pace people a second; null takes the
-- limit away), end, release (after the end: everybody may book what is left). Twice is once.
-- Gives app.describe_opening, and once it is released beside (app.openings_beside).
-- Refuses: DNIED, NTFND, CLOSD (it is over; or, to be released, not), INVAL.
create function api.steer_opening(p_user_id uuid, p_opening_id uuid, p_act text, p_pace real) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(steer_opening.p_user_id, steer_opening.p_opening_id);
  v_actor text := (app.find_office(steer_opening.p_user_id)).email;
  v_over boolean := v_opening.ended_at is not null or coalesce(v_opening.closes_at <= now(), false);
  -- greatest() would pass over a null, which says "no limit".
  v_most real := least(greatest(coalesce(p_pace, 500), 0.1), 500);
begin
  -- Before its pace: who erases the school has the opening first, too.
  perform from app.openings opening where opening.id = v_opening.id for key share;
  if v_over <> (p_act = 'release') and not (p_act = 'end' and v_over) then
    perform app.refuse('CLOSD', case when v_over then 'the opening is over' else 'end it first' end);
  end if;
  case p_act
    when 'pause' then
      update app.openings opening set paused_at = now() where opening.id = v_opening.id and opening.paused_at is null;
    when 'resume' then
      update app.openings opening set paused_at = null where opening.id = v_opening.id and opening.paused_at is not null;
    when 'slow' then
      update app.opening_paces pace set pace_most = v_most, pace = least(pace.pace, v_most)
      where pace.opening_id = v_opening.id and pace.pace_most <> v_most;
    when 'end' then
      update app.openings opening set ended_at = now() where opening.id = v_opening.id and opening.ended_at is null;
    when 'release' then
      update app.openings opening set released_at = now() where opening.id = v_opening.id and opening.released_at is null;
    else
      perform app.refuse('INVAL', 'no such act');
  end case;
  -- Twice is once, in the log as well.
  if found then
    perform app.log_opening(v_opening.id, case p_act
      when 'pause' then 'paused' when 'resume' then 'resumed' when 'slow' then 'slowed' when 'end' then 'ended' else 'released'
    end, v_actor, case when p_act = 'slow' then jsonb_build_object('pace_most', p_pace) else '{}' end);
    if p_act = 'release' then
      perform app.assign_openings(v_opening.school_id);
    end if;
  end if;
  select * into v_opening from app.openings opening where opening.id = v_opening.id;
  return app.describe_opening(v_opening)
    || case when p_act = 'release' then jsonb_build_object('beside', app.openings_beside(v_opening)) else '{}' end;
end
$$;
