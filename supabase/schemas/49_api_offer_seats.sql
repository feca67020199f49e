-- Has what is free with one teacher offered to who waits for it: each type's first in line first, the soonest start that they
-- would take. One seat at a time, since who holds one must wait for no other: call it until it gives false.
-- An offer that has lapsed goes to the next one; with nobody left, the seat is free. One whose time the rules do not offer any more
-- is taken back. Null is false where the teacher has no list at
-- all that anybody could wait on.
create function api.offer_seats(p_teacher text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher_id uuid;
  v_lapsed app.appointments;
  v_type app.appointment_types;
  v_wait app.waits;
  v_starts timestamptz[];
  v_starts_at timestamptz;
  v_appointment_id uuid;
begin
  perform app.share_rules(offer_seats.p_teacher);
  select teacher.id into v_teacher_id from app.teachers teacher where teacher.handle = offer_seats.p_teacher;
  select appointment.* into v_lapsed
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.wait_id is not null and booking.state = 'held' and booking.held_until <= now()
    and appointment.teacher_id = v_teacher_id
  order by booking.held_until limit 1;
  if found then
    perform app.free_lapsed_holds(v_teacher_id, tstzrange(v_lapsed.starts_at, v_lapsed.ends_at), v_lapsed.appointment_type_id);
    return true;
  end if;

  if app.take_back_outdated(v_teacher_id) then
    return true;
  end if;
  for v_type in
    select kind.*
    from app.appointment_types type
    cross join lateral (
      select wait.duration_minutes as minutes, min(wait.created_at) as since
      from app.waits wait where wait.appointment_type_id = type.id and wait.state = 'waiting'
      group by wait.duration_minutes
    ) as waited
    cross join lateral app.waited_type(type, waited.minutes) as kind
    where type.teacher_id = v_teacher_id
    order by waited.since
  loop
    continue when v_type.id is null;
    v_starts := app.starts_waited_for(v_type);
    continue when v_starts = '{}';
    select wait.id, wanted.at into v_wait.id, v_starts_at
    from app.waits wait
    cross join lateral (
      -- One after the other, and no further than to the first that would do.
      select sorted.start as at from (select start from unnest(v_starts) as start order by start offset 0) as sorted
      where app.suits(wait, v_type, sorted.start)
      order by sorted.start limit 1
    ) as wanted
    where wait.appointment_type_id = v_type.id and wait.state = 'waiting' and wait.duration_minutes = v_type.duration_minutes
      and app.may_be_offered(wait, v_type)
    order by wait.created_at, wait.id
    limit 1
    for update of wait skip locked;
    continue when not found;
    select * into v_wait from app.waits wait where wait.id = v_wait.id;
    v_appointment_id := app.take_seat(v_type, v_starts_at, upper(app.offer_times(v_wait, v_type, v_starts_at)) + interval '5 minutes');
    -- Else somebody has just taken it, or it was a hold that ran out and went to who waits for it by that.
    if v_appointment_id is not null then
      -- A hold that ran out and was given back by that may have become theirs already, here or elsewhere in a full week.
      if exists (select from app.waits wait where wait.id = v_wait.id and wait.state = 'waiting') then
        perform app.make_offer(v_wait, v_type, v_appointment_id, v_starts_at);
      else
        perform app.give_back_seat(v_appointment_id);
      end if;
    end if;
    return true;
  end loop;
  perform app.close_waits(v_teacher_id);
  return case when exists (
    select from app.appointment_types type
    where type.teacher_id = v_teacher_id and (app.waited_type(type, type.duration_minutes)).id is not null
  ) then false end;
end
$$;
