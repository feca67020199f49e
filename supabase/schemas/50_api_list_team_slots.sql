-- When any teacher of a team is free, in the first 31 days of [p_from, p_until): a slot for each start, with the seats that all of
-- them have then. Gives {slots: [{starts_at, ends_at, seats_left, teachers}]}, teachers being how many. Refuses: NTFND.
create function api.list_team_slots(
  p_team text, p_type text, p_from timestamptz, p_until timestamptz, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_team app.teams := app.find_team(list_team_slots.p_team);
  v_until timestamptz := least(p_until, p_from + interval '744 hours');
begin
  return jsonb_build_object('slots', (
    -- Once for each teacher, and not again wherever it is mentioned.
    with asked as materialized (
      select offer.type, app.bookable_window(offer.type) * tstzrange(p_from, greatest(p_from, v_until)) as times
      from app.team_types(v_team, p_type, p_duration_minutes) as offer
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'starts_at', slot.starts_at, 'ends_at', slot.ends_at, 'seats_left', slot.seats_left, 'teachers', slot.teachers
    ) order by slot.starts_at, slot.ends_at), '[]')
    from (
      select free.starts_at, free.ends_at, sum(free.seats_left) as seats_left, count(*) as teachers
      from asked
      cross join lateral app.free_slots(asked.type, lower(asked.times), upper(asked.times)) as free
      where not isempty(asked.times)
      group by free.starts_at, free.ends_at
    ) as slot
  ));
end
$$;
