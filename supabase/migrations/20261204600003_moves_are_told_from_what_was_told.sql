-- A move is told from the time that its booker knows, with what was written to them and not sent; and not at all where it leads back there.
alter table app.bookings add column told_start timestamptz;

-- Gives up the mail of a booking's last move that nobody has begun to send to its booker, since it moves again. Gives when it began
-- as they were told last, or null where there was none: they may know of that move. Who takes the mail just now is waited for.
create function app.overtake_moved(p_booking app.bookings) returns timestamptz
language plpgsql
as $$
begin
  update app.mails mail set failed_at = now(), error = 'moved again meanwhile'
  where mail.booking_id = p_booking.id and mail.kind = 'moved' and mail.recipient = 'booker'
    -- Said like this, lest it be looked for among all mails that wait.
    and coalesce(mail.sent_at, mail.failed_at) is null and mail.attempts = 0;
  return case when found then coalesce(p_booking.told_start, p_booking.moved_from) end;
end
$$;

-- A booking with all that its page and its mails say of it. In PL/pgSQL, which keeps its plan.
create or replace function app.describe_booking(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (select jsonb_build_object(
    'booking_id', p_booking.id,
    'link_version', p_booking.link_version,
    'state', p_booking.state,
    'starts_at', lower(p_booking.during),
    'ends_at', upper(p_booking.during),
    'cancelled_by_teacher', p_booking.cancelled_by_teacher,
    'cancel_reason', p_booking.cancel_reason,
    'decide_until', p_booking.decide_until,
    'decided_at', p_booking.decided_at,
    'has_lapsed', p_booking.has_lapsed,
    'cancel_until', app.cancel_until(p_booking, type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name,
      'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name, 'is_retired', type.retired_at is not null),
    'place_kind', type.place_kind,
    -- Whose number or room it is, is for who has booked: not for who asks.
    'place', case
      when p_booking.decide_until is null or p_booking.confirmed_at is not null or type.place_kind = 'address' then type.place else ''
    end,
    'follow_up_text', type.follow_up_text,
    'answers', p_booking.answers,
    'series', case when p_booking.series_id is not null then (
      select jsonb_agg(jsonb_build_object(
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state, 'cancelled_at', other.cancelled_at,
        'starts_at', lower(other.during), 'ends_at', upper(other.during), 'moves', other.moves,
        'cancel_until', app.cancel_until(other, type.cutoff_minutes)
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone,
    'language', p_booking.language,
    'moves', p_booking.moves,
    'moved_from', p_booking.moved_from,
    'told_start', p_booking.told_start,
    'moved_by_teacher', p_booking.moved_by_teacher,
    'moved_by_hand', p_booking.moved_by_hand,
    'move_message', p_booking.move_message,
    'is_offered', app.offers_to_move(p_booking, type)
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
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

-- Why news of a booking is not sent, as it stands now; null where it is still so.
create or replace function app.overtaken(p_mail app.mails, p_booking app.bookings) returns text
language plpgsql stable
as $$
begin
  return case
    when p_mail.kind in ('reminder', 'follow_up') then app.outdated(p_mail, p_booking)
    when p_mail.kind <> 'cancelled' and p_booking.state = 'cancelled' and not (p_mail.kind = 'confirmed' and exists (
      select from app.bookings other where other.series_id = p_booking.series_id and other.state = 'confirmed'
    )) then 'cancelled meanwhile'
    -- The later one tells the booker too, and the teacher unless it is of their own doing and in no calendar of theirs.
    when p_mail.kind = 'moved' and p_mail.created_at < p_booking.moved_at
      and (p_mail.recipient = 'booker' or not p_booking.moved_by_teacher or exists (
        select from app.mails later
        where later.booking_id = p_booking.id and later.kind = 'moved' and later.recipient = 'teacher'
          and later.created_at > p_mail.created_at
      )) then 'moved again meanwhile'
    when p_mail.kind = 'moved' and p_mail.recipient = 'booker' and p_booking.told_start = lower(p_booking.during) then 'back where it was'
    when p_mail.kind = 'requested' and (p_booking.state <> 'pending' or p_booking.decide_until <= now())
      or p_mail.kind = 'moved' and p_booking.state = 'declined' then 'decided meanwhile'
  end;
end
$$;

-- Has a booking give up its seat and take one at another time, and tells both sides; who waits for the old one
-- is offered it. Gives it as it is then.
-- Refuses: TAKEN, SLOWD; and nothing has happened.
create or replace function app.change_seat(p_booking app.bookings, p_type app.appointment_types, p_during tstzrange) returns app.bookings
language plpgsql
as $$
declare
  v_booking app.bookings;
  v_appointment_id uuid;
begin
  -- As a booking would be: to and fro is no way to send as many mails as one likes.
  perform app.mail_turn('confirmed', md5(p_booking.email)::uuid);
  perform app.lock_both_times(p_booking.appointment_id, p_type, lower(p_during));
  -- In this order, since the new time may overlap the old one, and only what stands beside it counts for the caps.
  perform app.give_back_seat(p_booking.appointment_id, p_booking.id);
  v_appointment_id := app.take_seat(p_type, lower(p_during), null);
  if v_appointment_id is null then
    perform app.refuse('TAKEN', 'no seat left');
  end if;
  update app.bookings booking
  set appointment_id = v_appointment_id, during = p_during,
      moves = booking.moves + 1, moved_at = now(), moved_by_teacher = false,
      moved_by_hand = false, move_message = null, moved_from = lower(booking.during),
      told_start = app.overtake_moved(booking)
  where booking.id = p_booking.id
  returning * into v_booking;
  perform app.enqueue_mails(v_booking.id, 'moved', v_booking.email);
  perform app.offer_left_seat(p_booking.appointment_id);
  return v_booking;
end
$$;

-- Has all that stands in a locked appointment begin at another time, in a new appointment, and tells each booker, with p_message.
-- What was cancelled of it stays with the old one. A seat that is offered of it is taken back: whose it was waits on, in the same
-- place. No rule and no cap is asked: its teacher decides. Gives the ids of the bookings that moved.
-- Refuses: TAKEN, CLASH; and nothing has happened.
create or replace function app.shift_appointment(p_appointment app.appointments, p_starts_at timestamptz, p_message text) returns uuid[]
language plpgsql
as $$
declare
  v_during tstzrange := tstzrange(p_starts_at, p_starts_at + (p_appointment.ends_at - p_appointment.starts_at));
  v_busy tstzrange := app.busy_after(p_appointment, p_starts_at);
  v_new_id uuid;
  v_moved uuid[];
begin
  -- What is freed by that is offered to nobody: its teacher may have cleared it.
  perform set_config('firstbell.offers', 'off', true);
  perform app.free_lapsed_holds(p_appointment.teacher_id, p_appointment.busy);
  perform app.free_lapsed_holds(p_appointment.teacher_id, v_busy);
  with back as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = p_appointment.id and booking.state = 'held' and booking.wait_id is not null
    returning booking.appointment_id
  )
  select array_agg(back.appointment_id) into v_moved from back;
  perform app.give_back_seat(freed) from unnest(v_moved) as freed;
  if exists (select from app.bookings booking where booking.appointment_id = p_appointment.id and booking.state = 'held') then
    perform app.refuse('TAKEN', 'somebody holds a seat in it');
  elsif exists (
    select from app.bookings booking
    where booking.appointment_id = p_appointment.id and booking.state in ('pending', 'confirmed')
      and app.is_elsewhere(booking.name, booking.email, v_during, booking.id)
  ) then
    perform app.refuse('CLASH', 'a student would be in two places');
  end if;

  -- First it gives its time up, since the new one may overlap the old.
  update app.appointments appointment
  set seats_taken = 0, cancelled_at = now(), left_at = now(), moves = greatest(
    appointment.moves, (select max(booking.moves) from app.bookings booking where booking.appointment_id = p_appointment.id)
  )
  where appointment.id = p_appointment.id;
  insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, seats_taken, is_kept)
  select p_appointment.teacher_id, p_appointment.appointment_type_id, lower(v_during), upper(v_during), v_busy,
    p_appointment.seats, count(*), true
  from app.bookings booking
  where booking.appointment_id = p_appointment.id and booking.state in ('pending', 'confirmed')
  on conflict on constraint appointments_never_overlap do nothing
  returning id into v_new_id;
  if v_new_id is null then
    perform app.refuse('TAKEN', 'something else stands there');
  end if;

  with gone as (
    update app.bookings booking
    set appointment_id = v_new_id, during = v_during, moves = booking.moves + 1, moved_at = now(),
        moved_by_teacher = true, moved_by_hand = true, moved_from = lower(booking.during), told_start = known.told_start,
        -- What was written with a move that they were not told of is told with this one.
        move_message = coalesce(p_message, case
          when known.told_start <> p_starts_at and booking.moved_by_hand then booking.move_message
        end),
        decide_until = case when booking.state = 'pending' then least(booking.decide_until, p_starts_at) else booking.decide_until end
    from (
      select standing.id, app.overtake_moved(standing) as told_start
      from app.bookings standing
      where standing.appointment_id = p_appointment.id and standing.state in ('pending', 'confirmed')
    ) as known
    where booking.id = known.id
    returning booking.id
  )
  select array_agg(gone.id order by gone.id) into v_moved from gone;
  perform app.tell_by_teacher(told.id, 'moved', told.email)
  from (select booking.id, booking.email from app.bookings booking where booking.id = any (v_moved) order by booking.id) as told;
  return v_moved;
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
