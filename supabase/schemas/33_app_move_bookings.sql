-- Has a teacher's bookings to come begin at the same time by the clock of another zone: all or none, and each booker is told.
-- A seat that is only held stays at the time that was shown; one that is offered to somebody who waits gives way where it must.
-- Refuses: LIMIT above 2,000 bookings, CLOSD where one would have begun by then, TAKEN while somebody holds a seat in one that
-- moves or a time that one needs, CLASH where two would overlap or a student be in two places.
create function app.move_bookings(p_teacher app.teachers, p_time_zone text) returns void
language plpgsql
as $$
declare
  v_standing uuid[];
  v_moving uuid[];
begin
  -- What is freed by that is offered to nobody: it would be in the way at once.
  perform set_config('firstbell.offers', 'off', true);
  if (
    select count(*)
    from app.appointments appointment
    join app.bookings booking on booking.appointment_id = appointment.id and booking.state in ('pending', 'confirmed')
    where appointment.teacher_id = p_teacher.id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
  ) > 2000 then
    perform app.refuse('LIMIT', 'more than two thousand bookings to come');
  end if;
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. Who confirms a hold only now has not been
  -- waited for: nothing is locked after the seats.
  perform app.lock_booker(known.email) from (
    select distinct booking.email
    from app.appointments appointment
    join app.bookings booking on booking.appointment_id = appointment.id and booking.state in ('pending', 'confirmed')
    where appointment.teacher_id = p_teacher.id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    order by booking.email
  ) as known;
  v_standing := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = p_teacher.id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    order by appointment.id
    for update
  );
  perform app.free_lapsed_holds(p_teacher.id, tstzrange(now(), null));
  v_moving := array(
    select appointment.id from app.appointments appointment
    where appointment.id = any (v_standing)
      and appointment.cancelled_at is null and appointment.held_until is null and appointment.starts_at > now()
      and app.instant_at(appointment.starts_at at time zone p_teacher.time_zone, p_time_zone) <> appointment.starts_at
  );
  perform app.take_back_offers(p_teacher, v_moving, p_time_zone);
  if exists (select from app.bookings booking where booking.appointment_id = any (v_moving) and booking.state = 'held') then
    perform app.refuse('TAKEN', 'somebody holds a seat in one of them');
  end if;

  -- Out of the way first, since one may move to where the next one stood: the law looks at each row by itself.
  update app.bookings booking
  set during = 'empty', moved_from = case when booking.state in ('pending', 'confirmed') then lower(booking.during) else booking.moved_from end,
      told_start = case when booking.state in ('pending', 'confirmed') then app.overtake_moved(booking) else booking.told_start end
  where booking.appointment_id = any (v_moving);
  update app.appointments appointment
  -- Who wanted one as it was has not seen it where it is now.
  set cancelled_at = now(), is_kept = false, moves = 1 + greatest(appointment.moves, shift.moves),
      starts_at = appointment.starts_at + shift.by, ends_at = appointment.ends_at + shift.by,
      busy = tstzrange(lower(appointment.busy) + shift.by, upper(appointment.busy) + shift.by)
  from (
    select each.id, app.instant_at(each.starts_at at time zone p_teacher.time_zone, p_time_zone) - each.starts_at as by,
      (select max(booking.moves) from app.bookings booking where booking.appointment_id = each.id) as moves
    from app.appointments each where each.id = any (v_moving)
  ) as shift
  where appointment.id = shift.id;
  perform app.require_room(p_teacher.id, v_moving);

  update app.appointments appointment set cancelled_at = null where appointment.id = any (v_moving);
  update app.bookings booking
  set during = tstzrange(appointment.starts_at, appointment.ends_at),
      moves = booking.moves + (booking.state in ('pending', 'confirmed'))::integer,
      moved_at = case when booking.state in ('pending', 'confirmed') then now() else booking.moved_at end,
      moved_by_teacher = booking.moved_by_teacher or booking.state in ('pending', 'confirmed'),
      moved_by_hand = booking.moved_by_hand and booking.state not in ('pending', 'confirmed'),
      move_message = case when booking.state not in ('pending', 'confirmed') then booking.move_message end,
      decide_until = case when booking.state = 'pending' then least(booking.decide_until, appointment.starts_at) else booking.decide_until end
  from app.appointments appointment
  where appointment.id = booking.appointment_id and appointment.id = any (v_moving);
  perform app.tell_by_teacher(told.id, 'moved', told.email) from (
    select booking.id, booking.email from app.bookings booking
    where booking.appointment_id = any (v_moving) and booking.state in ('pending', 'confirmed')
    order by booking.during, booking.id
  ) as told;
end
$$;
