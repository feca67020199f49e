-- One step of an opening with a waiting room, at most once in nine tenths of a second: draws whose time has come, numbers
-- for the late, seats counted, the pace set, and as many people called as the pace and the free seats allow.
create function app.advance_opening(p_opening app.openings, p_pulse jsonb) returns void
language plpgsql
as $$
declare
  v_pace app.opening_paces;
  v_before app.opening_paces;
  v_began timestamptz;
  v_due integer := 0;
  v_most integer;
  v_called integer := 0;
  v_empty uuid[] := '{}';
  v_group app.opening_groups;
begin
  select * into v_pace from app.opening_paces pace where pace.opening_id = p_opening.id;
  if v_pace.paced_at > now() - interval '900 milliseconds' then
    return;
  end if;
  v_before := v_pace;
  perform app.draw_groups(p_opening.id);
  perform app.number_tails(p_opening.id);

  if v_pace.count_at is null or v_pace.count_at <= now() then
    v_began := clock_timestamp();
    -- First who wants a seat, then the seats: who takes one in between counts twice, and nobody is called for it.
    v_pace.choosing := app.count_choosing(p_opening.id);
    v_pace := app.count_seats(v_pace);
    v_pace.room := ceil(1.1 * v_pace.free_seats) - v_pace.choosing;
    v_pace.held_seats := case v_pace.free_seats when 0 then app.count_held(p_opening.id) else 0 end;
    -- Counting has a twentieth of one core at most.
    v_pace.count_at := now() + least((clock_timestamp() - v_began) * 20, interval '10 seconds');
  end if;

  v_pace := app.next_pace(v_pace, p_pulse);
  if p_opening.paused_at is not null or v_pace.why = 'failing' then
    v_most := 0;
    v_pace.credit := 0;
  else
    v_pace.credit := v_pace.credit + v_pace.pace * least(1.5, coalesce(extract(epoch from now() - v_pace.paced_at), 1));
    v_due := floor(v_pace.credit);
    v_most := least(v_due, greatest(0, v_pace.room));
    for v_group in
      select * from app.opening_groups each
      where each.opening_id = p_opening.id and each.drawn_at is not null
      order by each.opens_at, each.position
    loop
      exit when v_called >= v_most;
      v_called := v_called + app.admit(v_group.id, v_most - v_called);
      if v_called < v_most then
        v_empty := v_empty || v_group.id;
      end if;
    end loop;
    -- What is not called is not in the log, from which the order is proved.
    if v_called > 0 then
      perform app.pass_over(v_empty);
    end if;
    -- Without anybody to call, or a seat to call them to, a pace is not saved up.
    v_pace.credit := least(greatest(0, v_pace.credit - v_called), 1);
    -- Nor does it grow while it is not what holds people back.
    if v_called < v_due and v_pace.pace > v_before.pace then
      v_pace.pace := v_before.pace;
    end if;
  end if;
  if v_pace.why <> 'failing' and v_pace.free_seats = 0 then
    v_pace.why := 'no free seats';
  -- While some are still to be counted, nobody knows.
  elsif v_pace.why = 'steady' and v_most < v_due and v_pace.counted_to is null then
    v_pace.why := 'seats are few';
  end if;

  update app.opening_paces pace
  set pace = v_pace.pace, credit = v_pace.credit, paced_at = now(), eased_at = v_pace.eased_at, why = v_pace.why,
      free_seats = v_pace.free_seats, free_by_teacher = v_pace.free_by_teacher, held_seats = v_pace.held_seats,
      count_at = v_pace.count_at, counted_to = v_pace.counted_to, choosing = v_pace.choosing + v_called,
      room = v_pace.room - v_called
  where pace.opening_id = p_opening.id;
  if v_called > 0 or v_pace.why <> v_before.why then
    perform app.log_opening(p_opening.id, case when v_called > 0 then 'admitted' else 'paced' end, null, jsonb_build_object(
      'called', v_called, 'pace', round(v_pace.pace::numeric, 1), 'why', v_pace.why, 'free', least(v_pace.free_seats, 2000),
      'choosing', v_pace.choosing, 'served', app.served(p_opening.id)
    ));
  end if;
end
$$;
