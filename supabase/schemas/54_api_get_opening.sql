-- An opening's public page. Once released it has no types any more, and its teachers are those with whom everybody can
-- book what was in it. Refuses: NTFND.
create function api.get_opening(p_opening_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'id', opening.id, 'name', opening.name, 'school', school.name, 'audience', opening.audience,
    'waiting_room', opening.waiting_room, 'bookings_each', opening.bookings_each,
    'joins_at', opening.joins_at, 'opens_at', opening.opens_at, 'closes_at', opening.closes_at,
    'ended', opening.ended_at is not null, 'released', opening.released_at is not null,
    'time_zone', (
      select teacher.time_zone from app.teachers teacher where teacher.school_id = opening.school_id
      group by teacher.time_zone order by count(*) desc, teacher.time_zone limit 1
    ),
    'groups', (
      select jsonb_agg(jsonb_build_object(
        'name', each.name, 'opens_at', each.opens_at, 'commitment', encode(each.commitment, 'hex')
      ) order by each.position)
      from app.opening_groups each where each.opening_id = opening.id
    ),
    'teachers', (
      select coalesce(jsonb_agg(jsonb_build_object('handle', listed.handle, 'name', listed.name, 'subjects', listed.subjects)
        order by listed.name, listed.handle), '[]')
      from (
        select teacher.handle, teacher.name, teacher.subjects
        from app.appointment_types type
        join app.teachers teacher on teacher.id = type.teacher_id
        where type.opening_id = opening.id and type.retired_at is null
        union
        select teacher.handle, teacher.name, teacher.subjects
        from app.teachers teacher
        join app.appointment_types type on type.teacher_id = teacher.id
        where opening.released_at is not null and teacher.school_id = opening.school_id
          and type.opening_id is null and type.retired_at is null
          and coalesce(opening.teacher_id, teacher.id) = teacher.id
          and coalesce(opening.appointment_type_id, type.id) = type.id
      ) as listed
    )
  ) into v_answer
  from app.openings opening
  join app.schools school on school.id = opening.school_id
  where opening.id = get_opening.p_opening_id;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  return v_answer;
end
$$;
