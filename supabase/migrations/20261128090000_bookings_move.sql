-- A booking moves by its own link: its old seat is given up only where the new one is taken. Who moved it, and when, is kept.

alter table app.bookings
  add column moved_at timestamptz,
  add column moved_by_teacher boolean not null default false;
-- Until now nobody else moved any.
update app.bookings booking set moved_by_teacher = true where booking.moves > 0;

drop function app.free_slots(app.appointment_types, timestamptz, timestamptz);
drop function app.full_days(app.appointment_types, timestamptz, timestamptz);
drop function app.require_admission(uuid, uuid, integer);
drop function app.give_back_seat(uuid);
drop function app.is_elsewhere(text, text, tstzrange);

-- The days of a teacher's calendar, from p_from on and before p_until, on which a type has as many appointments as it may
-- have in a day or in a week; p_but is an appointment that would be gone.
create or replace function app.full_days(
  p_type app.appointment_types, p_from timestamptz, p_until timestamptz, p_but uuid default null
) returns datemultirange
language plpgsql stable
as $$
declare
  v_zone text;
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null or p_until <= p_from then
    return '{}';
  end if;
  select teacher.time_zone into v_zone from app.teachers teacher where teacher.id = p_type.teacher_id;
  return (
    with counted as (
      select (appointment.starts_at at time zone v_zone)::date as day
      from app.appointments appointment
      where appointment.teacher_id = p_type.teacher_id
        and appointment.busy && tstzrange(
          date_trunc('week', p_from at time zone v_zone) at time zone v_zone - interval '1 hour',
          (date_trunc('week', p_until at time zone v_zone) + interval '7 days') at time zone v_zone + interval '1 hour'
        )
        and appointment.appointment_type_id = p_type.id
        and appointment.id is distinct from p_but
        and appointment.cancelled_at is null
        and (appointment.held_until is null or appointment.held_until > now())
    ),
    weeks as (
      select date_trunc('week', day)::date as monday from counted group by 1 having count(*) >= p_type.week_cap
    ),
    days as (
      select day from counted group by day having count(*) >= p_type.day_cap
    )
    select coalesce(range_agg(times), '{}')
    from (
      select daterange(monday, monday + 7) from weeks
      union all
      select daterange(day, day + 1) from days
    ) as full_times (times)
  );
end
$$;
-- What no constraint can say takes turns: one after the other for a type and a week of the teacher's calendar, before any seat
-- is locked. Gives the week.
create or replace function app.lock_week(p_type app.appointment_types, p_starts_at timestamptz, p_zone text) returns tstzrange
language plpgsql
as $$
declare
  v_monday timestamp := date_trunc('week', p_starts_at at time zone p_zone);
  v_week tstzrange := tstzrange(v_monday at time zone p_zone, (v_monday + interval '7 days') at time zone p_zone);
begin
  perform pg_advisory_xact_lock(hashtextextended(p_type.id || ' ' || lower(v_week)::text, 5));
  return v_week;
end
$$;
-- Whether one more appointment of a type fits its caps of that day and that week. Holds that ran out give way to who comes now.
create or replace function app.fits_caps(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql
as $$
declare
  v_zone text;
  v_week tstzrange;
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null then
    return true;
  end if;
  select teacher.time_zone into v_zone from app.teachers teacher where teacher.id = p_type.teacher_id;
  v_week := app.lock_week(p_type, p_starts_at, v_zone);
  if app.full_days(p_type, p_starts_at, p_starts_at + interval '1 microsecond') @> (p_starts_at at time zone v_zone)::date then
    return false;
  end if;
  -- Or one of them could still be confirmed, as one more than may be.
  perform app.free_lapsed_holds(p_type.teacher_id, v_week, p_type.id);
  return true;
end
$$;
-- Refuses who may not book in a type's opening now, by the database's clock: CLOSD, QUEUE, LIMIT. Gives the ticket that it
-- is booked by: none where none is asked for, though a pass for something else was shown. What is booked already and only
-- moves takes no share.
create or replace function app.require_admission(
  p_opening_id uuid, p_ticket_id uuid, p_link_version integer, p_moves boolean default false
) returns uuid
language plpgsql
as $$
declare
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening where opening.id = p_opening_id;
  if v_opening.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif v_opening.by_ticket then
    perform app.lock_ticket(p_opening_id, p_ticket_id, p_link_version);
    if not p_moves and app.booked_by_ticket(p_ticket_id, null) >= v_opening.bookings_each then
      perform app.refuse('LIMIT', 'as many bookings as one ticket is good for');
    end if;
    return p_ticket_id;
  end if;
  return null;
end
$$;
-- Gives a seat of a locked appointment back; the last one frees the teacher's time. p_moving is a booking that leaves it and
-- is still in it.
create or replace function app.give_back_seat(p_appointment_id uuid, p_moving uuid default null) returns void
language plpgsql
as $$
begin
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - 1,
      cancelled_at = case when appointment.seats_taken = 1 then now() end,
      -- With no confirmed booking left, the appointment lasts as long as its longest hold.
      held_until = (
        select case when bool_and(booking.state = 'held') then max(booking.held_until) end
        from app.bookings booking
        where booking.appointment_id = appointment.id
          and booking.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
          and booking.id is distinct from give_back_seat.p_moving
      )
  where appointment.id = give_back_seat.p_appointment_id;
end
$$;
-- Whether this student has a booking at that time, other than the one that is asked about. The constraint
-- students_are_never_in_two_places has the last word.
create or replace function app.is_elsewhere(p_name text, p_email text, p_during tstzrange, p_but uuid default null) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.bookings booking
    where booking.student = md5(is_elsewhere.p_email || E'\n' || lower(is_elsewhere.p_name))::uuid
      and booking.during && is_elsewhere.p_during
      and booking.state in ('pending', 'confirmed')
      and booking.id is distinct from is_elsewhere.p_but
  );
end
$$;
-- Whether a booking's type is still offered, as long as the booking lasts: else there is no other time for it.
create or replace function app.offers_to_move(p_booking app.bookings, p_type app.appointment_types) returns boolean
language sql immutable
return (p_type).retired_at is null
  and app.minutes_in((p_booking).during) = any ((p_type).duration_minutes || (p_type).other_durations);
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
    'cancel_until', lower(p_booking.during) - make_interval(mins => type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name),
    'place_kind', type.place_kind,
    'place', type.place,
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
    'moves', p_booking.moves,
    'moved_from', p_booking.moved_from,
    'moved_by_teacher', p_booking.moved_by_teacher,
    'is_offered', app.offers_to_move(p_booking, type)
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;
-- The offered starts of a type whose time is free, or whose standing appointment has a seat left.
-- On a day that is full by the type's caps, nothing but the seats of what stands. [p_from, p_until) lies inside the type's
-- bookable window; p_but is an appointment that would be gone. The teacher's appointments of that time are read once, through
-- the index of the law. In PL/pgSQL, which keeps its plan.
create or replace function app.free_slots(p_type app.appointment_types, p_from timestamptz, p_until timestamptz, p_but uuid default null)
returns table (starts_at timestamptz, ends_at timestamptz, seats_left integer)
language plpgsql stable rows 100
as $$
begin
  return query
  with taken as materialized (
    select
      appointment.busy,
      appointment.appointment_type_id,
      appointment.starts_at,
      appointment.ends_at,
      case when appointment.seats = 1 then 0 else appointment.seats - appointment.seats_taken + (
        select count(*)::integer from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and booking.held_until <= now()
      ) end as seats_left
    from app.appointments appointment
    where appointment.teacher_id = (p_type).teacher_id
      and appointment.busy && tstzrange(p_from - interval '24 hours', p_until + interval '24 hours')
      and appointment.cancelled_at is null
      and appointment.id is distinct from p_but
      -- An appointment of lapsed holds alone blocks nobody.
      and (appointment.held_until is null or appointment.held_until > now())
  ),
  -- As one set, in which each start is looked up instead of compared with every appointment.
  busy as materialized (
    select
      (select coalesce(range_agg(taken.busy), '{}') from taken) as times,
      app.full_days(p_type, p_from, p_until, p_but) as full_days,
      teacher.time_zone as zone
    from app.teachers teacher where teacher.id = (p_type).teacher_id
  )
  select offered.starts_at, offered.ends_at, coalesce(standing.seats_left, (p_type).seats)
  from app.offered_starts(p_type, p_from, p_until) as offered
  cross join busy
  left join taken as standing
    on (p_type).seats > 1
    and standing.appointment_type_id = (p_type).id
    and standing.starts_at = offered.starts_at
    and standing.ends_at = offered.ends_at
  where coalesce(standing.seats_left, (p_type).seats) > 0
    and (standing.starts_at is not null or not busy.times && tstzrange(
      offered.starts_at - make_interval(mins => (p_type).buffer_before_minutes),
      offered.ends_at + make_interval(mins => (p_type).buffer_after_minutes)
    ) and not (busy.full_days <> '{}' and busy.full_days @> (offered.starts_at at time zone busy.zone)::date));
end
$$;
-- Locks what a move may change, in the order in which everybody locks appointments: the one that the booking leaves, what
-- stands where it goes, and, where the type has caps, what of it stands in that week, since holds that ran out give way there.
-- The caps' turn comes before any of them.
create or replace function app.lock_both_times(p_appointment_id uuid, p_type app.appointment_types, p_starts_at timestamptz) returns void
language plpgsql
as $$
declare
  v_week tstzrange := 'empty';
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is not null then
    v_week := (
      select app.lock_week(p_type, p_starts_at, teacher.time_zone) from app.teachers teacher where teacher.id = p_type.teacher_id
    );
  end if;
  perform from app.appointments appointment
  where appointment.id = any (array(
    select p_appointment_id
    union
    select standing.id from app.appointments standing
    where standing.teacher_id = p_type.teacher_id and standing.cancelled_at is null and standing.busy && tstzrange(
      p_starts_at - make_interval(mins => p_type.buffer_before_minutes),
      p_starts_at + make_interval(mins => p_type.duration_minutes + p_type.buffer_after_minutes)
    )
    union
    select counted.id from app.appointments counted
    where counted.teacher_id = p_type.teacher_id and counted.cancelled_at is null and counted.busy && v_week
      and counted.appointment_type_id = p_type.id
  ))
  order by appointment.id
  for update;
end
$$;
-- Has a teacher's bookings to come begin at the same time by the clock of another zone: all or none, and each booker is told.
-- A seat that is only held stays at the time that was shown. Refuses: LIMIT above 2,000 bookings, CLOSD where one would have begun by then, TAKEN while
-- somebody holds a seat in one that moves or a time that one needs, CLASH where two would overlap or a student be in two places.
create or replace function app.move_bookings(p_teacher app.teachers, p_time_zone text) returns void
language plpgsql
as $$
declare
  v_standing uuid[];
  v_moving uuid[];
begin
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
  if exists (select from app.bookings booking where booking.appointment_id = any (v_moving) and booking.state = 'held') then
    perform app.refuse('TAKEN', 'somebody holds a seat in one of them');
  end if;

  -- Out of the way first, since one may move to where the next one stood: the law looks at each row by itself.
  update app.bookings booking
  set during = 'empty', moved_from = case when booking.state in ('pending', 'confirmed') then lower(booking.during) else booking.moved_from end
  where booking.appointment_id = any (v_moving);
  update app.appointments appointment
  set cancelled_at = now(), starts_at = appointment.starts_at + shift.by, ends_at = appointment.ends_at + shift.by,
      busy = tstzrange(lower(appointment.busy) + shift.by, upper(appointment.busy) + shift.by)
  from (
    select each.id, app.instant_at(each.starts_at at time zone p_teacher.time_zone, p_time_zone) - each.starts_at as by
    from app.appointments each where each.id = any (v_moving)
  ) as shift
  where appointment.id = shift.id;
  perform app.require_room(p_teacher.id, v_moving);

  update app.appointments appointment set cancelled_at = null where appointment.id = any (v_moving);
  update app.bookings booking
  set during = tstzrange(appointment.starts_at, appointment.ends_at),
      moves = booking.moves + (booking.state in ('pending', 'confirmed'))::integer,
      moved_at = case when booking.state in ('pending', 'confirmed') then now() else booking.moved_at end,
      moved_by_teacher = booking.moved_by_teacher or booking.state in ('pending', 'confirmed')
  from app.appointments appointment
  where appointment.id = booking.appointment_id and appointment.id = any (v_moving);
  perform app.tell_booker(told.id, 'moved', told.email) from (
    select booking.id, booking.email from app.bookings booking
    where booking.appointment_id = any (v_moving) and booking.state in ('pending', 'confirmed')
    order by booking.during, booking.id
  ) as told;
end
$$;
-- Has a booking give up its seat and take one at another time, and tells both sides. Gives it as it is then.
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
      moves = booking.moves + 1, moved_at = now(), moved_by_teacher = false, moved_from = lower(booking.during)
  where booking.id = p_booking.id
  returning * into v_booking;
  perform app.enqueue_mails(v_booking.id, 'moved', v_booking.email);
  return v_booking;
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
      'cancelled_at', p_booking.cancelled_at, 'cancelled_by_teacher', p_booking.cancelled_by_teacher,
      'cancel_reason', p_booking.cancel_reason,
      'moved_at', p_booking.moved_at, 'moved_from', p_booking.moved_from, 'moved_by_teacher', p_booking.moved_by_teacher,
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
-- The appointments that a teacher or the office means: those of some bookings, or else all that touch a time of one teacher.
-- Refuses: NTFND, DNIED.
create or replace function app.appointments_meant(
  p_teachers uuid[], p_user_id uuid, p_booking_ids uuid[], p_teacher text, p_during tstzrange
) returns uuid[]
language plpgsql stable
as $$
begin
  return case
    when p_booking_ids is null then app.coming_appointments(p_teachers, p_user_id, p_teacher, p_during)
    else app.appointments_with(p_teachers, p_booking_ids)
  end;
end
$$;
-- Cancels bookings by their teacher or the school's office, whatever the cutoff: those of p_booking_ids, or else all that touch
-- [p_from, p_until) of one teacher, who is oneself unless p_teacher names another; holds in that time lapse. All of it or
-- nothing, up to 500; each booker is told once, with p_reason. What has begun is not cancelled, and what was already, stays so.
-- Gives {cancelled: [ids], teachers: [handles]}: whose slots changed.
-- Refuses: DNIED, REUSE, NTFND for what is not in one's charge, CLOSD for what has begun, LIMIT.
create or replace function api.cancel_as_teacher(
  p_user_id uuid, p_key text, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('cancel as teacher', p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason)::text, 'UTF8'
  ));
  v_teachers uuid[] := app.in_charge_of(cancel_as_teacher.p_user_id);
  v_answer jsonb := app.first_answer(cancel_as_teacher.p_key, v_body_hash);
  v_appointments uuid[];
  v_booking app.bookings;
  v_cancelled uuid[] := '{}';
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_appointments := app.appointments_meant(v_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
  if (
    select count(*) from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
  ) > 500 and p_booking_ids is null then
    perform app.refuse('LIMIT', 'more than 500 bookings');
  end if;
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. Who confirms a hold only now has not been
  -- waited for: nothing is locked after the seats, and at worst their mail comes within the minute.
  perform app.lock_booker(known.email) from (
    select distinct booking.email from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
      and (p_booking_ids is null or booking.id = any (p_booking_ids))
    order by booking.email
  ) as known;
  -- Nor does a series of theirs lock by time meanwhile what is locked here by id, or one of them move.
  perform app.lock_series(whose.teacher_id) from (
    select distinct appointment.teacher_id from app.appointments appointment
    where appointment.id = any (v_appointments)
    order by appointment.teacher_id
  ) as whose;
  if v_appointments <> '{}' then
    -- What moved until then is where it is now.
    v_appointments := app.appointments_meant(v_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
  end if;
  perform from app.appointments appointment
  where appointment.id = any (v_appointments) order by appointment.id for update;

  for v_booking in
    select booking.* from app.bookings booking
    where booking.appointment_id = any (v_appointments)
      and case
        when p_booking_ids is null then booking.state in ('held', 'pending', 'confirmed')
        else booking.id = any (p_booking_ids) and booking.state not in ('held', 'expired', 'declined')
      end
    order by booking.during, booking.id
  loop
    if v_booking.state = 'held' then
      update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
      perform app.give_back_seat(v_booking.appointment_id);
      continue;
    elsif v_booking.state <> 'cancelled' then
      if lower(v_booking.during) <= now() then
        perform app.refuse('CLOSD', 'it has begun');
      end if;
      perform app.withdraw_booking(v_booking, true, p_reason);
    end if;
    v_cancelled := v_cancelled || v_booking.id;
  end loop;
  if not v_cancelled @> p_booking_ids then
    perform app.refuse('NTFND', 'one of these bookings is none, or is not in your charge');
  end if;

  v_answer := jsonb_build_object('cancelled', v_cancelled, 'teachers', array(
    select distinct app.teacher_of(changed) from unnest(v_appointments) as changed
  ));
  insert into app.requests (key, body_hash, booking_id, answer)
  values (cancel_as_teacher.p_key, v_body_hash, v_cancelled[1], v_answer);
  return v_answer;
end
$$;
-- Gives a booking another time of its type, as long as before, by its own link, until cutoff_minutes before it starts: in one
-- statement, so that the old seat is given up only where the new one is taken. It stays the same booking, with its link, its
-- ticket and its series. The new time is one as book_slot takes it, but that this booking is no more than it was by any cap.
-- Gives {booking_id, link_version, starts_at, ends_at, teacher}: whose slots changed; the same key gives the first answer again,
-- and the time that it has already is answered as it is, with nobody told.
-- p_ticket_id is that of a proven pass, and p_ticket_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, STALE (cancelled or over by now), LATE0 (inside the cutoff, or the notice), GONE0 (also where the type
-- was retired, or does not last so long any more), CLOSD, QUEUE, CLASH, TAKEN, SLOWD.
create or replace function api.move_booking(
  p_key text, p_booking_id uuid, p_link_version integer, p_starts_at timestamptz,
  p_ticket_id uuid default null, p_ticket_link_version integer default 1
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('move', p_booking_id, p_link_version, extract(epoch from p_starts_at))::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(move_booking.p_key, v_body_hash);
  v_booking app.bookings;
  v_type app.appointment_types;
  v_teacher text;
  v_during tstzrange;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  select * into v_booking from app.bookings booking
  where booking.id = move_booking.p_booking_id and booking.link_version = move_booking.p_link_version
    and booking.state not in ('held', 'expired');
  if not found then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  v_teacher := app.teacher_of(v_booking.appointment_id);
  perform app.share_rules(v_teacher);
  perform app.lock_booker(v_booking.email);
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  perform app.lock_series(v_type.teacher_id);
  -- With these turns nobody else changes it until this is over.
  select * into v_booking from app.bookings booking where booking.id = move_booking.p_booking_id;

  if v_booking.state <> 'confirmed' then
    perform app.refuse('STALE', 'cancelled or over by now');
  elsif lower(v_booking.during) <> p_starts_at then
    if lower(v_booking.during) - make_interval(mins => v_type.cutoff_minutes) < now() then
      perform app.refuse('LATE0', 'inside the cutoff');
    elsif not app.offers_to_move(v_booking, v_type) then
      perform app.refuse('GONE0', 'its type is not offered like this any more');
    end if;
    v_type.duration_minutes := app.minutes_in(v_booking.during);
    v_during := tstzrange(p_starts_at, p_starts_at + make_interval(mins => v_type.duration_minutes));
    perform app.require_offered(v_type, p_starts_at);
    if v_type.opening_id is not null then
      perform app.require_admission(v_type.opening_id, p_ticket_id, p_ticket_link_version, true);
    end if;
    if app.is_elsewhere(v_booking.name, v_booking.email, v_during, v_booking.id) then
      perform app.refuse('CLASH', 'this student has another booking at that time');
    end if;
    v_booking := app.change_seat(v_booking, v_type, v_during);
  end if;

  v_answer := jsonb_build_object(
    'booking_id', v_booking.id, 'link_version', v_booking.link_version,
    'starts_at', lower(v_booking.during), 'ends_at', upper(v_booking.during), 'teacher', v_teacher
  );
  insert into app.requests (key, body_hash, booking_id, answer)
  values (move_booking.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;
-- The slots in [p_from, p_until) that a booking could move to: those of its type that are as long and free, or would be without it;
-- the first 15 days of it that can be booked now, or when it opens.
-- Gives [{starts_at, ends_at, seats_left}]. Refuses: NTFND.
create or replace function api.list_moves(p_booking_id uuid, p_link_version integer, p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_type app.appointment_types;
  v_leaving uuid;
  v_asked tstzrange := 'empty';
begin
  select * into v_booking from app.bookings booking
  where booking.id = list_moves.p_booking_id and booking.link_version = list_moves.p_link_version and booking.state = 'confirmed';
  if not found then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  -- Alone in it, the booking takes its appointment along.
  select appointment.id into v_leaving from app.appointments appointment
  where appointment.id = v_booking.appointment_id and appointment.seats_taken = 1;
  if app.offers_to_move(v_booking, v_type) and not app.has_closed(v_type) then
    v_type.duration_minutes := app.minutes_in(v_booking.during);
    v_asked := app.window_at(v_type, greatest(now(), app.opens_at(v_type))) * tstzrange(p_from, greatest(p_from, p_until));
  end if;
  if isempty(v_asked) then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('starts_at', free.starts_at, 'ends_at', free.ends_at, 'seats_left', free.seats_left)
      order by free.starts_at
    ), '[]')
    from app.free_slots(
      v_type, lower(v_asked), least(upper(v_asked), lower(v_asked) + interval '360 hours'), v_leaving
    ) as free
    where free.starts_at <> lower(v_booking.during)
  );
end
$$;
-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, and all its series with it, of a move that a later one has overtaken, or of an invitation that
-- was revoked meanwhile, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation}], one of the last two null.
create or replace function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  with due as (
    select mail.id, case
      when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
      when mail.kind <> 'cancelled' and booking.state = 'cancelled' and not (mail.kind = 'confirmed' and exists (
        select from app.bookings other where other.series_id = booking.series_id and other.state = 'confirmed'
      )) then 'cancelled meanwhile'
      -- The later one tells the booker too, and the teacher unless it is of their own doing.
      when mail.kind = 'moved' and mail.created_at < booking.moved_at
        and (mail.recipient = 'booker' or not booking.moved_by_teacher) then 'moved again meanwhile'
      when invitation.revoked_at is not null then 'revoked meanwhile'
    end as given_up
    from app.mails mail
    left join app.bookings booking on booking.id = mail.booking_id
    left join app.invitations invitation on invitation.id = mail.invitation_id
    where mail.sent_at is null and mail.failed_at is null and mail.due_at <= now()
    order by mail.due_at
    limit take_mails.p_limit
    for update of mail skip locked
  ),
  given_up as (
    update app.mails mail set failed_at = now(), error = due.given_up
    from due where mail.id = due.id and due.given_up is not null
  ),
  taken as (
    update app.mails mail
    set attempts = mail.attempts + 1,
        due_at = now() + make_interval(secs => take_mails.p_lease_seconds * power(2, least(mail.attempts, 10)))
    from due where mail.id = due.id and due.given_up is null
    returning mail.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', taken.id, 'kind', taken.kind, 'recipient', taken.recipient, 'created_at', taken.created_at,
    'booking', case when booking.id is not null then app.describe_booking(booking) end,
    'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end
  ) order by taken.created_at), '[]')
  from taken
  left join app.bookings booking on booking.id = taken.booking_id
  left join app.invitations invitation on invitation.id = taken.invitation_id
$$;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
