-- A team's public page: who is in it, and what any of them can be booked for, as the first of them has it; where one meets may
-- differ between them. It is seen as far ahead as any of them: where all have dates to the last of these, and else by a horizon.
-- Gives {handle, name, school, time_zone, teachers: [{handle, name}], types: [app.describe_offer without an
-- address, with the durations of all of them, and with how many `teachers` offer it]}. Refuses: NTFND.
create function api.get_team(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_team app.teams := app.find_team(get_team.p_handle);
begin
  return (
    with members as materialized (
      select * from app.teachers_of(v_team)
    ),
    offers as (
      select type, type.position, type.name, (now() at time zone members.time_zone)::date as today,
        count(*) over (partition by type.handle) as teachers,
        row_number() over (partition by type.handle order by members.name, members.handle) as rank
      from members
      join app.appointment_types type on type.teacher_id = members.id
      where type.retired_at is null and not type.is_hidden and type.opening_id is null
    ),
    lengths as (
      select (offers.type).handle as handle, array_agg(distinct length.minutes order by length.minutes) as minutes
      from offers
      cross join lateral unnest((offers.type).duration_minutes || (offers.type).other_durations) as length (minutes)
      group by 1
    ),
    ends as (
      select (offers.type).handle as handle,
        greatest(
          max((offers.type).horizon_days) filter (where (offers.type).dates is null),
          max(upper((offers.type).dates) - 1 - offers.today), 1
        ) as horizon_days,
        case when every((offers.type).dates is not null) then max(upper((offers.type).dates) - 1) end as last_day
      from offers
      group by 1
    )
    select jsonb_build_object(
      'handle', v_team.handle, 'name', v_team.name,
      'school', (select school.name from app.schools school where school.id = v_team.school_id),
      'time_zone', (select mode() within group (order by members.time_zone) from members),
      'teachers', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', members.handle, 'name', members.name) order by members.name, members.handle), '[]')
        from members
      ),
      'types', (
        select coalesce(jsonb_agg(
          app.describe_offer(offers.type) || jsonb_build_object(
            'address', '', 'teachers', offers.teachers,
            'other_durations', array_remove(lengths.minutes, (offers.type).duration_minutes),
            'horizon_days', ends.horizon_days, 'last_day', ends.last_day
          )
          order by offers.position, offers.name
        ), '[]')
        from offers
        join lengths on lengths.handle = (offers.type).handle
        join ends on ends.handle = (offers.type).handle
        where offers.rank = 1
      )
    )
  );
end
$$;
