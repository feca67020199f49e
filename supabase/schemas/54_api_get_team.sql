-- A team's public page: who is in it, and what any of them can be booked for, as the first of them has it; where one meets may
-- differ between them. Gives {handle, name, school, time_zone, teachers: [{handle, name}], types: [app.describe_offer without an
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
      select type, type.position, type.name, count(*) over (partition by type.handle) as teachers,
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
            'other_durations', array_remove(lengths.minutes, (offers.type).duration_minutes)
          )
          order by offers.position, offers.name
        ), '[]')
        from offers join lengths on lengths.handle = (offers.type).handle
        where offers.rank = 1
      )
    )
  );
end
$$;
