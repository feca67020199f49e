-- From when until when a seat is offered to somebody, by the clock on their own wall. It has two hours, or half an hour where it
-- begins on the day of the start, as the teacher's calendar has it, and they run between 7:00 and 22:00 alone: what is freed at
-- night is offered at 7:00, and what is left at 22:00 goes on at 7:00. Never past p_latest; where that lies in the night, it
-- ends before it. Null where less than ten minutes would be left.
create function app.offer_span(
  p_at timestamptz, p_zone text, p_starts_at timestamptz, p_home text, p_latest timestamptz
) returns tstzrange
language plpgsql stable
as $$
declare
  v_wall timestamp := p_at at time zone p_zone;
  v_day timestamp := date_trunc('day', v_wall) + case when v_wall::time >= '22:00' then interval '1 day' else '0' end;
  v_begins timestamptz := greatest(p_at, app.instant_at(v_day + interval '7 hours', p_zone));
  v_night timestamptz := app.instant_at(v_day + interval '22 hours', p_zone);
  v_morning timestamptz := app.instant_at(v_day + interval '31 hours', p_zone);
  v_until timestamptz := v_begins + case
    when (v_begins at time zone p_home)::date = (p_starts_at at time zone p_home)::date then interval '30 minutes'
    else '2 hours'
  end;
begin
  if v_until > v_night then
    v_until := v_morning + (v_until - v_night);
  end if;
  v_until := least(v_until, p_latest);
  if v_until > v_night and v_until <= v_morning then
    v_until := v_night;
  end if;
  if v_until - v_begins - (case when v_until > v_morning then v_morning - v_night else '0' end) >= interval '10 minutes' then
    return tstzrange(v_begins, v_until);
  end if;
  return null;
end
$$;
