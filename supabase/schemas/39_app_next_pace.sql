-- The pace for the next second, from what the instances saw lately: {answered, slow, failed}. Faster by a twentieth while
-- all is well; three quarters of it where answers are slow, and half where they fail, at most once in five seconds, since
-- it takes a while to be felt. Gives the row changed, not saved.
create function app.next_pace(p_pace app.opening_paces, p_pulse jsonb) returns app.opening_paces
language plpgsql stable
as $$
declare
  v_next app.opening_paces := p_pace;
  v_answered real := greatest(1, coalesce((p_pulse ->> 'answered')::real, 0));
  v_failing boolean := coalesce((p_pulse ->> 'failed')::real, 0) / v_answered > 0.01;
  v_slow boolean := coalesce((p_pulse ->> 'slow')::real, 0) / v_answered > 0.05;
  v_eased_lately boolean := coalesce(p_pace.eased_at > now() - interval '5 seconds', false);
begin
  v_next.why := case when v_failing then 'failing' when v_slow then 'slow' else 'steady' end;
  if v_failing or v_slow then
    if not v_eased_lately then
      v_next.pace := p_pace.pace * case when v_failing then 0.5 else 0.75 end;
      v_next.eased_at := now();
    end if;
  elsif not v_eased_lately then
    v_next.pace := p_pace.pace * 1.05 + 0.1;
  end if;
  v_next.pace := greatest(1, v_next.pace);
  if v_next.pace >= p_pace.pace_most then
    v_next.pace := p_pace.pace_most;
    v_next.why := case v_next.why when 'steady' then 'as fast as allowed' else v_next.why end;
  end if;
  return v_next;
end
$$;
