-- Tells each type of a school which opening it waits for: the narrowest there is, and of two the newest. One that is over
-- keeps its types closed until it is released; but the next one that is made of them, however wide, takes them for good.
create function app.assign_openings(p_school_id uuid) returns void
language plpgsql
as $$
begin
  -- One at a time in a school, so that each sees what the one before has made.
  perform pg_advisory_xact_lock(hashtextextended(p_school_id::text, 4));
  update app.appointment_types type set opening_id = chosen.opening_id
  from (
    select each.id, (
      with fitting as (
        select * from app.openings opening
        where opening.school_id = p_school_id
          and coalesce(opening.appointment_type_id, each.id) = each.id
          and coalesce(opening.teacher_id, teacher.id) = teacher.id
      )
      select opening.id from fitting opening
      where opening.released_at is null and not exists (
        select from fitting newer
        where newer.created_at > opening.created_at and newer.created_at >= least(opening.ended_at, opening.closes_at)
      )
      order by (opening.appointment_type_id is not null) desc, (opening.teacher_id is not null) desc, opening.created_at desc
      limit 1
    ) as opening_id
    from app.teachers teacher
    join app.appointment_types each on each.teacher_id = teacher.id
    where teacher.school_id = p_school_id and teacher.erased_at is null
  ) as chosen
  where type.id = chosen.id and type.opening_id is distinct from chosen.opening_id;
end
$$;
