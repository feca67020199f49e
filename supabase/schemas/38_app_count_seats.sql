-- Counts an opening's free seats by its teachers' handles, from where the last step stopped, for half a second at most: what
-- it does not come to stays as it was. Those without any are not in it, and twice as many as those who choose now or are called
-- in the next ten seconds are enough: until they are counted again, seats hold nobody back then. Starts that overlap, of types that
-- share a teacher's time, each count. Gives the row changed, not saved.
create function app.count_seats(p_pace app.opening_paces) returns app.opening_paces
language plpgsql volatile
as $$
declare
  v_pace app.opening_paces := p_pace;
  v_began timestamptz := clock_timestamp();
  v_teacher record;
  v_free integer;
  v_whole boolean := p_pace.counted_to is null;
  v_enough integer := greatest(2000, ceil(2 * (p_pace.choosing + 10 * p_pace.pace)));
begin
  if v_whole then
    v_pace.free_seats := 0;
    -- Who has left since the last count, perhaps while it was written down.
    v_pace.free_by_teacher := v_pace.free_by_teacher - array(
      select known.handle from jsonb_object_keys(v_pace.free_by_teacher) as known (handle)
      where not exists (select from app.teachers teacher where teacher.handle = known.handle offset 0)
    );
  end if;
  for v_teacher in
    select teacher.id, teacher.handle, array_agg(type order by type.id) as types
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    where type.opening_id = p_pace.opening_id and type.retired_at is null
      and (p_pace.counted_to is null or teacher.id > p_pace.counted_to)
    group by teacher.id, teacher.handle
    order by teacher.id
  loop
    v_free := (
      select coalesce(sum(free.seats_left), 0)
      from unnest(v_teacher.types) as type
      cross join lateral app.bookable_window(type) as bookable
      cross join lateral app.free_slots(type, lower(bookable), upper(bookable)) as free
      where not isempty(bookable)
    );
    v_pace.free_by_teacher := v_pace.free_by_teacher - v_teacher.handle
      || case when v_free > 0 then jsonb_build_object(v_teacher.handle, v_free) else '{}' end;
    v_pace.counted_to := v_teacher.id;
    if v_whole then
      v_pace.free_seats := v_pace.free_seats + v_free;
      if v_pace.free_seats >= v_enough then
        v_pace.counted_to := null;
        return v_pace;
      end if;
    end if;
    if clock_timestamp() > v_began + interval '500 milliseconds' then
      -- Nothing is sold out before all have been looked at.
      v_pace.free_seats := greatest(1, least(v_enough, app.sum_of(v_pace.free_by_teacher)));
      return v_pace;
    end if;
  end loop;
  v_pace.counted_to := null;
  v_pace.free_seats := app.sum_of(v_pace.free_by_teacher);
  return v_pace;
end
$$;
