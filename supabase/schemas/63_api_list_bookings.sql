-- A page of the bookings of which somebody has charge, by start; holds are nobody's business. p_wish is {team, type, state,
-- search, from, until, backwards}, each of them may be missing: one's own where there is no team, '*' all of one's school, the
-- handle of a type, one state, words to look for, [from, until) by their start, and the last ones first.
-- Gives {bookings: [describe_listed], next: {at, id} to pass on as p_after_… for the page after it, or null, types and teams to
-- choose from: [{handle, name}]}. Refuses: DNIED, NTFND.
create function api.list_bookings(
  p_user_id uuid, p_wish jsonb, p_after_at timestamptz, p_after_id uuid, p_limit integer
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teachers uuid[] := app.listed_teachers(list_bookings.p_user_id, p_wish ->> 'team');
  v_found uuid[] := app.page_of_bookings(v_teachers, p_wish, p_after_at, p_after_id, p_limit + 1);
begin
  return jsonb_build_object(
    'bookings', (
      select coalesce(jsonb_agg(app.describe_listed(booking) order by found.place), '[]')
      from unnest(v_found[:p_limit]) with ordinality as found (id, place)
      join app.bookings booking on booking.id = found.id
    ),
    'next', case when cardinality(v_found) > p_limit then (
      select jsonb_build_object('at', lower(booking.during), 'id', booking.id)
      from app.bookings booking where booking.id = v_found[p_limit]
    ) end,
    'types', (
      select coalesce(jsonb_agg(to_jsonb(kind) order by kind.name, kind.handle), '[]')
      from (
        select type.handle, min(type.name) as name from app.appointment_types type
        where type.teacher_id = any (v_teachers) group by type.handle
      ) as kind
    ),
    'teams', (
      select coalesce(jsonb_agg(jsonb_build_object('handle', team.handle, 'name', team.name) order by team.name, team.handle), '[]')
      from app.staff staff join app.teams team on team.school_id = staff.school_id
      where staff.user_id = list_bookings.p_user_id
    )
  );
end
$$;
