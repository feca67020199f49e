-- An entry in a calendar never goes back, whoever leaves it.
alter table app.appointments
  add column moves integer not null default 0,
  add column left_at timestamptz;

-- Gives a seat of a locked appointment back: to who waits for it, if anybody does. Else the last one frees the teacher's time.
-- p_moving is a booking that leaves it and is still in it: its seat is nobody else's before it has another.
create or replace function app.give_back_seat(p_appointment_id uuid, p_moving uuid default null) returns void
language plpgsql
as $$
declare
  v_left integer := case when p_moving is null and app.offer_seat(give_back_seat.p_appointment_id) then 0 else 1 end;
begin
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - v_left,
      cancelled_at = case when appointment.seats_taken = v_left then now() end,
      left_at = case when p_moving is null then appointment.left_at else now() end,
      moves = greatest(appointment.moves, (select booking.moves from app.bookings booking where booking.id = give_back_seat.p_moving)),
      -- With no confirmed booking left, the appointment lasts as long as its longest hold.
      held_until = (
        select case when bool_and(booking.state = 'held') then max(app.blocked_until(booking)) end
        from app.bookings booking
        where booking.appointment_id = appointment.id
          and booking.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
          and booking.id is distinct from give_back_seat.p_moving
      )
  where appointment.id = give_back_seat.p_appointment_id;
end
$$;

-- Has a teacher's bookings to come begin at the same time by the clock of another zone: all or none, and each booker is told.
-- A seat that is only held stays at the time that was shown; one that is offered to somebody who waits gives way where it must.
-- Refuses: LIMIT above 2,000 bookings, CLOSD where one would have begun by then, TAKEN while somebody holds a seat in one that
-- moves or a time that one needs, CLASH where two would overlap or a student be in two places.
create or replace function app.move_bookings(p_teacher app.teachers, p_time_zone text) returns void
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
  set during = 'empty', moved_from = case when booking.state in ('pending', 'confirmed') then lower(booking.during) else booking.moved_from end
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

-- What a calendar with a secret address shows, from thirty days ago on, by start, at most 3,000 entries. A booker's has
-- {language, bookings: [describe_booking with changed_at]}; a teacher's {teacher, time_zone, appointments: [{id, starts_at, ends_at, seats, sequence, changed_at, type,
-- place_kind, place, bookings: [{id, state, name, email, moves}]}]}. What was cancelled is not in it, but
-- what it was is in the sequence and in changed_at of who remain, so that neither falls. Refuses: NTFND.
create or replace function api.read_shared(p_secret_hash text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shared app.shared_calendars;
  v_since timestamptz := now() - interval '30 days';
begin
  select * into v_shared from app.shared_calendars shared where shared.secret_hash = decode(p_secret_hash, 'hex');
  if not found then
    perform app.refuse('NTFND', 'no such calendar');
  elsif v_shared.booker_id is not null then
    return jsonb_build_object('language', (
      select booker.language from app.bookers booker where booker.id = v_shared.booker_id
    ), 'bookings', (
      select coalesce(jsonb_agg(
        app.describe_booking(booking) || jsonb_build_object(
          'changed_at', greatest(coalesce(booking.confirmed_at, booking.created_at), booking.moved_at)
        )
        order by booking.during, booking.id
      ), '[]')
      from (
        select own.* from app.bookers booker
        cross join lateral app.bookings_of(booker.email) as own
        where booker.id = v_shared.booker_id and upper(own.during) > v_since
          and own.state in ('pending', 'confirmed', 'completed', 'no_show')
        order by own.during, own.id
        limit 3000
      ) as booking
    ));
  end if;
  return (
    select jsonb_build_object('teacher', teacher.name, 'time_zone', teacher.time_zone, 'appointments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', shown.id, 'starts_at', shown.starts_at, 'ends_at', shown.ends_at, 'seats', shown.seats,
        'sequence', greatest(shown.moves, shown.most_moves), 'changed_at', greatest(shown.changed_at, shown.left_at), 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
        'bookings', shown.bookings
      ) order by shown.starts_at, shown.id), '[]')
      from (
        select appointment.*, booked.bookings, booked.changed_at, booked.most_moves
        from app.appointments appointment
        cross join lateral (
          select max(booking.moves) as most_moves, max(greatest(
            coalesce(booking.confirmed_at, booking.created_at), booking.moved_at, booking.decided_at, booking.cancelled_at
          )) as changed_at, jsonb_agg(jsonb_build_object(
            'id', booking.id, 'state', booking.state, 'name', booking.name, 'email', booking.email, 'moves', booking.moves
          ) order by booking.name, booking.id) filter (
            where booking.state in ('pending', 'confirmed', 'completed', 'no_show')
          ) as bookings
          from app.bookings booking
          where booking.appointment_id = appointment.id
            and booking.state not in ('held', 'expired')
        ) as booked
        where appointment.teacher_id = teacher.id and appointment.cancelled_at is null
          and appointment.busy && tstzrange(v_since, null) and booked.bookings is not null
        order by appointment.starts_at
        limit 3000
      ) as shown
      join app.appointment_types type on type.id = shown.appointment_type_id
    ))
    from app.teachers teacher where teacher.id = v_shared.teacher_id
  );
end
$$;
