-- A teacher gives a booking another time.
alter table app.bookings
  add column moved_by_hand boolean not null default false,
  add column move_message text check (length(move_message) <= 500),
  add constraint messages_go_with_their_bookers check (erased_at is null or move_message is null);

-- The time that an appointment would take, with its buffers, if it began at another time.
create or replace function app.busy_after(p_appointment app.appointments, p_starts_at timestamptz) returns tstzrange
language sql immutable
return tstzrange(
  lower(p_appointment.busy) + (p_starts_at - p_appointment.starts_at), upper(p_appointment.busy) + (p_starts_at - p_appointment.starts_at)
);

-- Makes up to p_limit bookings nameless whose time is over, the oldest first. When they were, how they ended and by which
-- ticket stays. Gives how many.
create or replace function app.forget_bookers(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_due uuid[] := array(
    select booking.id from app.bookings booking
    where upper(booking.during) < now() - app.retention_of('booking') and booking.email is not null
    order by upper(booking.during)
    limit p_limit
  );
begin
  -- A booking changes only while its appointment is locked.
  perform from app.appointments appointment
  where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
  order by appointment.id for update;
  update app.bookings booking
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, move_message = null,
    erased_at = now()
  where booking.id = any (v_due) and booking.email is not null;
  return cardinality(v_due);
end
$$;

-- Makes all that an address has booked nameless, and its invitations; p_school_id null is everywhere, else at one school. What is
-- to come is cancelled in the same act and its teachers are told when, and no more who. Appointments, figures, places and
-- draws stay as they are. p_late: whatever the cutoff. Twice is once. Gives {cancelled, erased, teachers: [handles]}: whose
-- slots changed. Refuses: LATE0 where something comes too soon to be cancelled.
create or replace function app.erase_booker(p_email text, p_school_id uuid, p_late boolean) returns jsonb
language plpgsql
as $$
declare
  v_bookings uuid[];
  v_invitations uuid[];
  v_waits uuid[];
  v_coming uuid[];
  v_teachers text[];
begin
  -- The booker's turn, then the series', then the seats', as in cancel_as_teacher.
  perform app.lock_booker(p_email);
  v_bookings := array(
    select booking.id
    from app.bookings_of(p_email) as booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where p_school_id is null or teacher.school_id = p_school_id
  );
  v_invitations := array(
    select invitation.id
    from app.invitations invitation
    join app.openings opening on opening.id = invitation.opening_id
    where invitation.email = p_email and (p_school_id is null or opening.school_id = p_school_id)
  );
  v_waits := array(
    select wait.id
    from app.waits wait
    join app.appointment_types type on type.id = wait.appointment_type_id
    join app.teachers teacher on teacher.id = type.teacher_id
    where wait.email = p_email and (p_school_id is null or teacher.school_id = p_school_id)
  );
  perform app.lock_series(whose.teacher_id) from (
    select distinct appointment.teacher_id
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.id = any (v_bookings)
    order by appointment.teacher_id
  ) as whose;
  -- Its id is in a draw, and stays; so does that there was one.
  update app.invitations invitation
  set email = 'erased ' || invitation.id, name = null, revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = any (v_invitations);
  -- Before any seat: who offers one has the wish first, too.
  perform from app.waits wait where wait.id = any (v_waits) and wait.state = 'waiting' order by wait.id for update;
  perform from app.appointments appointment
  where appointment.id in (
    select booking.appointment_id from app.bookings booking where booking.id = any (v_bookings)
    union all
    select booking.appointment_id from app.bookings booking
    where booking.wait_id = any (v_waits) and booking.wait_id is not null and booking.state <> 'expired'
  )
  order by appointment.id for update;
  -- What was offered to them is offered to the next.
  perform app.end_wait(wait.id, 'left') from app.waits wait
  where wait.id = any (v_waits) and wait.state in ('waiting', 'offered') order by wait.id;
  update app.waits wait set person_name = 'Erased', email = 'erased ' || wait.id, link_version = wait.link_version % 255 + 1
  where wait.id = any (v_waits);

  v_coming := array(
    select booking.id from app.bookings booking
    where booking.id = any (v_bookings)
      and (booking.state = 'pending' or booking.state = 'confirmed' and lower(booking.during) > now())
    order by booking.during, booking.id
  );
  if not p_late and exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where booking.id = any (v_coming) and booking.state = 'confirmed'
      and lower(booking.during) - make_interval(mins => type.cutoff_minutes) < now()
  ) then
    perform app.refuse('LATE0', 'inside the cutoff');
  end if;
  v_teachers := array(
    select distinct app.teacher_of(booking.appointment_id) from app.bookings booking where booking.id = any (v_coming)
  );
  update app.bookings booking set state = 'cancelled', cancelled_at = now() where booking.id = any (v_coming);
  perform app.give_back_seat(booking.appointment_id) from app.bookings booking where booking.id = any (v_coming);
  -- One mail tells of all dates of a series.
  insert into app.mails (booking_id, kind, recipient)
  select distinct on (coalesce(booking.series_id, booking.id)) booking.id, 'cancelled', 'teacher'
  from app.bookings booking where booking.id = any (v_coming)
  order by coalesce(booking.series_id, booking.id), booking.during;
  perform app.tell_hooks(booking.id, 'cancelled')
  from app.bookings booking where booking.id = any (v_coming) order by booking.during;

  update app.bookings booking
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, move_message = null,
      erased_at = now(),
      link_version = booking.link_version % 255 + 1
  where booking.id = any (v_bookings);
  update app.mails mail
  set addressee = null,
      failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end,
      error = case when mail.sent_at is null then 'erased meanwhile' end
  where mail.addressee in (md5(p_email)::uuid, md5('teacher ' || p_email)::uuid, md5('reminders ' || p_email)::uuid)
    and (p_school_id is null or mail.booking_id = any (v_bookings) or mail.invitation_id = any (v_invitations)
      or mail.wait_id = any (v_waits));
  -- A mail server may have named them to a teacher's mail, too.
  update app.mails mail set error = 'erased meanwhile' where mail.booking_id = any (v_bookings) and mail.error is not null;
  delete from app.bookers booker
  where booker.email = p_email and (p_school_id is null or (
    not exists (select from app.bookings_of(p_email))
    and not exists (select from app.invitations invitation where invitation.email = p_email)
  ));
  return jsonb_build_object(
    'cancelled', cardinality(v_coming), 'erased', cardinality(v_bookings) + cardinality(v_invitations) + cardinality(v_waits), 'teachers', v_teachers
  );
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
    'cancel_until', lower(p_booking.during) - make_interval(mins => type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name),
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
        'starts_at', lower(other.during), 'ends_at', upper(other.during), 'moves', other.moves
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone,
    'language', p_booking.language,
    'moves', p_booking.moves,
    'moved_from', p_booking.moved_from,
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

-- A booking as those see it who have charge of it, with all that its row opens to.
create or replace function app.describe_listed(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'id', p_booking.id, 'state', p_booking.state, 'starts_at', lower(p_booking.during), 'ends_at', upper(p_booking.during),
      'teacher', teacher.name, 'time_zone', teacher.time_zone, 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
      'name', p_booking.name, 'email', p_booking.email, 'answers', p_booking.answers,
      'booked_at', coalesce(p_booking.confirmed_at, p_booking.created_at),
      'decide_until', p_booking.decide_until, 'decided_at', p_booking.decided_at, 'has_lapsed', p_booking.has_lapsed,
      'cancelled_at', p_booking.cancelled_at, 'cancelled_by_teacher', p_booking.cancelled_by_teacher,
      'cancel_reason', p_booking.cancel_reason, 'is_unreached', app.is_unreached(p_booking.id),
      'moved_at', p_booking.moved_at, 'moved_from', p_booking.moved_from, 'moved_by_teacher', p_booking.moved_by_teacher,
      'moved_by_hand', p_booking.moved_by_hand, 'move_message', p_booking.move_message,
      'missed', app.missed_with(teacher.id, p_booking.email),
      'series', case when p_booking.series_id is not null then (
        select jsonb_build_object(
          'nth', count(*) filter (where (other.during, other.id) <= (p_booking.during, p_booking.id)), 'of', count(*)
        )
        from app.bookings other where other.series_id = p_booking.series_id
      ) end
    )
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where appointment.id = p_booking.appointment_id
  );
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
      moved_by_hand = false, move_message = null, moved_from = lower(booking.during)
  where booking.id = p_booking.id
  returning * into v_booking;
  perform app.enqueue_mails(v_booking.id, 'moved', v_booking.email);
  perform app.offer_left_seat(p_booking.appointment_id);
  return v_booking;
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

-- Locks an appointment that is to begin at another time, and what stands where it goes, in the order in which everybody locks
-- appointments. Gives it as it is then.
create or replace function app.lock_shift(p_appointment app.appointments, p_starts_at timestamptz) returns app.appointments
language plpgsql
as $$
declare
  v_appointment app.appointments;
begin
  perform from app.appointments appointment
  where appointment.id = any (array(
    select p_appointment.id
    union
    select standing.id from app.appointments standing
    where standing.teacher_id = p_appointment.teacher_id and standing.cancelled_at is null
      and standing.busy && app.busy_after(p_appointment, p_starts_at)
  ))
  order by appointment.id
  for update;
  select * into v_appointment from app.appointments appointment where appointment.id = p_appointment.id;
  return v_appointment;
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
        moved_by_teacher = true, moved_by_hand = true, move_message = p_message, moved_from = lower(booking.during),
        decide_until = case when booking.state = 'pending' then least(booking.decide_until, p_starts_at) else booking.decide_until end
    where booking.appointment_id = p_appointment.id and booking.state in ('pending', 'confirmed')
    returning booking.id
  )
  select array_agg(gone.id order by gone.id) into v_moved from gone;
  perform app.tell_by_teacher(told.id, 'moved', told.email)
  from (select booking.id, booking.email from app.bookings booking where booking.id = any (v_moved) order by booking.id) as told;
  return v_moved;
end
$$;

-- Gives a booking another time by its teacher or the school's office, whatever the rules and the cutoff: all that stands in its
-- appointment moves as one, and a booking of a series by itself. p_from is when it began as whoever asks saw it. Each booker is told
-- once, with p_message; what it frees is offered to nobody by this act, as with cancel_as_teacher. Where it is already, it is left,
-- with nobody told: asking again does no harm.
-- Gives {moved: [ids], starts_at, ends_at, teacher}: who was told, and whose slots changed.
-- Refuses: DNIED, NTFND for what is not in one's charge, STALE where it began at another time, was cancelled or somebody joined just
-- now, CLOSD for what has begun or would have, TAKEN by what stands there or while somebody holds a seat in it, CLASH.
create or replace function api.move_as_teacher(
  p_user_id uuid, p_booking_id uuid, p_from timestamptz, p_starts_at timestamptz, p_message text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teachers uuid[] := app.in_charge_of(move_as_teacher.p_user_id);
  v_appointment app.appointments;
  v_booking app.bookings;
  v_bookers text[];
  v_moved uuid[] := '{}';
begin
  select appointment.* into v_appointment
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = p_booking_id and booking.state not in ('held', 'expired') and appointment.teacher_id = any (v_teachers);
  if not found then
    perform app.refuse('NTFND', 'no such booking in your charge');
  end if;
  perform app.share_rules(app.teacher_of(v_appointment.id));
  -- The bookers' turns before any seat's, as in book_slot; of many in one order.
  v_bookers := array(
    select distinct booking.email from app.bookings booking
    where booking.appointment_id = v_appointment.id and booking.state in ('pending', 'confirmed')
    order by booking.email
  );
  perform app.lock_booker(known.email) from unnest(v_bookers) with ordinality as known (email, nth) order by known.nth;
  -- Nor does a booking move or a series lock by time meanwhile.
  perform app.lock_series(v_appointment.teacher_id);
  v_appointment := app.lock_shift(v_appointment, p_starts_at);
  select * into v_booking from app.bookings booking where booking.id = p_booking_id;

  if v_booking.state in ('cancelled', 'declined') or v_booking.appointment_id <> v_appointment.id then
    perform app.refuse('STALE', 'cancelled or moved by now');
  elsif lower(v_booking.during) <> p_starts_at then
    if lower(v_booking.during) <> p_from then
      perform app.refuse('STALE', 'it begins at another time by now');
    elsif lower(v_booking.during) <= now() then
      perform app.refuse('CLOSD', 'it has begun');
    elsif p_starts_at <= now() then
      perform app.refuse('CLOSD', 'it would have begun');
    -- Who confirmed a hold only now has not been waited for, and whoever moves it has not seen them.
    elsif exists (
      select from app.bookings booking
      where booking.appointment_id = v_appointment.id and booking.state in ('pending', 'confirmed')
        and booking.email <> all (v_bookers)
    ) then
      perform app.refuse('STALE', 'somebody joined meanwhile');
    end if;
    v_moved := app.shift_appointment(v_appointment, p_starts_at, p_message);
  end if;
  return jsonb_build_object(
    'moved', v_moved, 'starts_at', p_starts_at, 'ends_at', p_starts_at + (upper(v_booking.during) - lower(v_booking.during)),
    'teacher', app.teacher_of(v_appointment.id)
  );
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
