-- The waiting list: what is freed is offered to one person at a time, as a hold.
create type app.wait_kind as enum ('slot', 'day', 'type');
create type app.wait_state as enum ('waiting', 'offered', 'taken', 'declined', 'lapsed', 'left');

-- Whether one may wait for what is full. While it waits for an opening nobody may: there the draw decides who is next.
alter table app.appointment_types add column waitlist boolean not null default true;

-- Who waits for a seat of a type: for one start, for a day, or for whatever there is. Whoever came first is first.
create table app.waits (
  id uuid primary key default gen_random_uuid(),
  appointment_type_id uuid not null references app.appointment_types on delete restrict,
  duration_minutes integer not null,
  kind app.wait_kind not null,
  -- The starts that would do.
  wanted tstzrange not null constraint waits_are_for_something check (not isempty(wanted)),
  person_name app.person_name not null,
  email app.email not null,
  time_zone app.zone_name not null,
  state app.wait_state not null default 'waiting',
  link_version app.link_version not null default 1,
  created_at timestamptz not null default now()
);
create index waits_in_line on app.waits (appointment_type_id, created_at, id) where (state = 'waiting');
create unique index waits_are_one_a_wish on app.waits (email, appointment_type_id, duration_minutes, lower(person_name), wanted)
  where (state in ('waiting', 'offered'));
create index waits_by_email on app.waits (email);
-- What is forgotten after a time.
create index waits_to_forget on app.waits (created_at) where (email not like 'erased %');

-- To whom a seat is offered: a hold that is nobody else's, and later perhaps their booking.
alter table app.bookings add column wait_id uuid references app.waits on delete restrict;
-- A wish is offered one seat, until that lapses or is given up.
create unique index bookings_of_waits_are_one_a_wish on app.bookings (wait_id) where (wait_id is not null and state <> 'expired');
create index bookings_offered on app.bookings (held_until) where (wait_id is not null and state = 'held');

alter table app.mails add column wait_id uuid references app.waits on delete cascade;
alter table app.mails drop constraint mails_are_about_one_thing;
alter table app.mails add constraint mails_are_about_one_thing check (num_nonnulls(booking_id, invitation_id, booker_id, wait_id) = 1);

alter table app.waits enable row level security;

-- Until when a hold keeps others away. What was offered and not taken is the next one's who waits: for five minutes more nobody
-- is shown it, and after them whoever comes for it has that found out.
create function app.blocked_until(p_booking app.bookings) returns timestamptz
language sql immutable
return p_booking.held_until + case when p_booking.wait_id is null then interval '0' else interval '5 minutes' end;

-- What becomes of a seat that was offered becomes of the wish, by whatever verb it happens: a hold that became a booking is
-- taken, and one that ran out has lapsed. Whose time the teacher took back waits on, in the same place.
create function app.settle_wait() returns trigger
language plpgsql
as $$
begin
  update app.waits wait
  set state = case when new.state <> 'expired' then 'taken' when new.held_until <= now() then 'lapsed' else 'waiting' end::app.wait_state
  where wait.id = new.wait_id and wait.state = 'offered';
  return null;
end
$$;
create trigger bookings_settle_what_was_waited_for after update of state on app.bookings
  for each row when (new.wait_id is not null and old.state = 'held' and new.state <> 'held') execute function app.settle_wait();

-- The end of a span that a list is asked for: one instant has its start in it, too.
create function app.end_of(p_span tstzrange) returns timestamptz
language sql immutable
return upper(p_span) + case when upper_inc(p_span) then interval '1 microsecond' else interval '0' end;

-- From when until when a seat is offered to somebody, by the clock on their own wall. It has two hours, or half an hour where it
-- begins on the day of the start, as the teacher's calendar has it, and they run between 7:00 and 22:00 alone: what is freed at
-- night is offered at 7:00, and what is left at 22:00 goes on at 7:00. Never past p_latest; where that lies in the night, it
-- ends before it. Null where less than ten minutes would be left.
create function app.offer_span(
  p_at timestamptz, p_zone text, p_starts_at timestamptz, p_home text, p_latest timestamptz
) returns tstzrange
language plpgsql stable
as $$
declare
  v_wall timestamp := p_at at time zone p_zone;
  v_day timestamp := date_trunc('day', v_wall) + case when v_wall::time >= '22:00' then interval '1 day' else '0' end;
  v_begins timestamptz := greatest(p_at, app.instant_at(v_day + interval '7 hours', p_zone));
  v_night timestamptz := app.instant_at(v_day + interval '22 hours', p_zone);
  v_morning timestamptz := app.instant_at(v_day + interval '31 hours', p_zone);
  v_until timestamptz := v_begins + case
    when (v_begins at time zone p_home)::date = (p_starts_at at time zone p_home)::date then interval '30 minutes'
    else '2 hours'
  end;
begin
  if v_until > v_night then
    v_until := v_morning + (v_until - v_night);
  end if;
  v_until := least(v_until, p_latest);
  if v_until > v_night and v_until <= v_morning then
    v_until := v_night;
  end if;
  if v_until - v_begins - (case when v_until > v_morning then v_morning - v_night else '0' end) >= interval '10 minutes' then
    return tstzrange(v_begins, v_until);
  end if;
  return null;
end
$$;

-- Frees seats whose hold has run out, where somebody wants that time; of one type alone where it is given. Who waits for such a
-- seat comes before who has just come. Says whether there was any.
create or replace function app.free_lapsed_holds(p_teacher_id uuid, p_busy tstzrange, p_type_id uuid default null) returns boolean
language plpgsql
as $$
declare
  -- First the locks, in one order; then, below, a look at what still stands once they are ours.
  v_appointments uuid[] := array(
    select appointment.id
    from app.appointments appointment
    where appointment.teacher_id = free_lapsed_holds.p_teacher_id
      and appointment.busy && free_lapsed_holds.p_busy
      and appointment.cancelled_at is null
      and (p_type_id is null or appointment.appointment_type_id = p_type_id)
      and exists (
        select from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and booking.held_until <= now()
      )
    order by appointment.id
    for update of appointment
  );
  v_freed uuid[];
begin
  if v_appointments = '{}' then
    return false;
  end if;
  with expired as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = any (v_appointments)
      and booking.state = 'held' and booking.held_until <= now()
    returning booking.appointment_id
  )
  select array_agg(expired.appointment_id) into v_freed from expired;
  perform app.give_back_seat(freed) from unnest(v_freed) as freed;
  return true;
end
$$;

-- Whether a day, or its week, has more appointments of a type than it may have, as where the teacher allows fewer now.
create function app.is_over_cap(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null then
    return false;
  end if;
  p_type.day_cap := p_type.day_cap + 1;
  p_type.week_cap := p_type.week_cap + 1;
  return app.full_days(p_type, p_starts_at, p_starts_at + interval '1 microsecond') @> (
    select (p_starts_at at time zone teacher.time_zone)::date from app.teachers teacher where teacher.id = p_type.teacher_id
  );
end
$$;

-- A type, as it is for one that lasts so long, where one may wait for it now; all null where not.
create function app.waited_type(p_type app.appointment_types, p_minutes integer) returns app.appointment_types
language plpgsql stable
as $$
begin
  if p_type.waitlist and p_type.opening_id is null and p_type.retired_at is null
    and (p_minutes = p_type.duration_minutes or p_minutes = any (p_type.other_durations)) then
    return app.of_duration(p_type, p_minutes);
  end if;
  return null;
end
$$;

-- Whether one more appointment of a type fits its caps of that day and that week. What no constraint can say takes turns: one
-- after the other for a type and a week, before any seat is locked. Holds that ran out give way to who comes now.
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
  -- Or one of them could still be confirmed, as one more than may be. Who waits for it comes first, and counts.
  perform app.free_lapsed_holds(p_type.teacher_id, v_week, p_type.id);
  return not app.full_days(p_type, p_starts_at, p_starts_at + interval '1 microsecond') @> (p_starts_at at time zone v_zone)::date;
end
$$;

-- Gives a seat of a locked appointment back: to who waits for it, if anybody does. Else the last one frees the teacher's time.
create or replace function app.give_back_seat(p_appointment_id uuid, p_moving uuid default null) returns void
language plpgsql
as $$
declare
  v_left integer := case when p_moving is null and app.offer_seat(give_back_seat.p_appointment_id) then 0 else 1 end;
begin
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - v_left,
      cancelled_at = case when appointment.seats_taken = v_left then now() end,
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

-- When the next mail to a booker's address goes out. It was typed by anybody, so it gets one a minute at most, the first at
-- once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a cancellation is told all the same.
create or replace function app.mail_turn(p_kind app.mail_kind, p_addressee uuid, p_is_answer boolean default false) returns timestamptz
language plpgsql
as $$
declare
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = mail_turn.p_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and mail_turn.p_kind in ('confirmed', 'requested', 'waiting') and not p_is_answer then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  return v_planned_at;
end
$$;

-- Whether somebody who waits has booked such a time meanwhile by themselves.
create function app.has_found(p_wait app.waits) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_wait.email and lower(booking.name) = lower(p_wait.person_name)
      and booking.state in ('pending', 'confirmed')
      and coalesce(booking.confirmed_at, booking.created_at) >= p_wait.created_at
      and lower(booking.during) <@ p_wait.wanted
      and appointment.appointment_type_id = p_wait.appointment_type_id
  );
end
$$;

-- When a start of a type would be offered to somebody who waits: app.offer_span, up to the type's notice.
create function app.offer_times(p_wait app.waits, p_type app.appointment_types, p_starts_at timestamptz) returns tstzrange
language plpgsql stable
as $$
begin
  return app.offer_span(
    now(), p_wait.time_zone, p_starts_at,
    (select teacher.time_zone from app.teachers teacher where teacher.id = p_type.teacher_id),
    p_starts_at - make_interval(mins => p_type.notice_minutes)
  );
end
$$;

-- Whether somebody who waits may be offered a time of a type at all: one at a time, none that they could not confirm, and none
-- once they have found one by themselves.
create function app.may_be_offered(p_wait app.waits, p_type app.appointment_types) returns boolean
language plpgsql stable
as $$
begin
  return not exists (
      select from app.waits other
      where other.email = p_wait.email and other.appointment_type_id = p_type.id
        and lower(other.person_name) = lower(p_wait.person_name) and other.state = 'offered'
    )
    and not app.has_found(p_wait)
    -- Nobody hears of it where mails come back.
    and not exists (
      select from app.mail_wishes wish where wish.addressee = md5(p_wait.email)::uuid and wish.bounced_at is not null
    )
    and (p_type.no_show_limit is null or p_type.no_show_limit > app.missed_with(p_type.teacher_id, p_wait.email))
    and (p_type.booker_cap is null or p_type.booker_cap > (
      select count(*)
      from app.bookings booking
      join app.appointments appointment on appointment.id = booking.appointment_id
      where booking.email = p_wait.email and booking.state in ('pending', 'confirmed')
        and appointment.appointment_type_id = p_type.id and appointment.ends_at > now()
    ));
end
$$;

-- Whether a start is one that somebody waits for, has the time to answer to, and is not elsewhere at.
create function app.suits(p_wait app.waits, p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return p_starts_at <@ p_wait.wanted
    and app.offer_times(p_wait, p_type, p_starts_at) is not null
    and not app.is_elsewhere(
      p_wait.person_name, p_wait.email, tstzrange(p_starts_at, p_starts_at + make_interval(mins => p_type.duration_minutes))
    );
end
$$;

-- Holds a seat that was just taken of an appointment for somebody who waits, and tells them: at once, or when their night is over.
create function app.make_offer(p_wait app.waits, p_type app.appointment_types, p_appointment_id uuid, p_starts_at timestamptz) returns app.bookings
language plpgsql
as $$
declare
  v_times tstzrange := app.offer_times(p_wait, p_type, p_starts_at);
  v_addressee uuid := md5(p_wait.email)::uuid;
  v_planned_at timestamptz := app.mail_turn('offered', v_addressee);
  v_booking app.bookings;
begin
  update app.waits wait set state = 'offered' where wait.id = p_wait.id;
  insert into app.bookings (appointment_id, state, held_until, extensions_left, during, wait_id)
  values (
    p_appointment_id, 'held', upper(v_times), 0,
    tstzrange(p_starts_at, p_starts_at + make_interval(mins => p_type.duration_minutes)), p_wait.id
  )
  returning * into v_booking;
  -- Its turn is now, whenever it is sent: or all that comes meanwhile would have to wait for it.
  insert into app.mails (wait_id, kind, recipient, addressee, planned_at, due_at)
  values (p_wait.id, 'offered', 'booker', v_addressee, v_planned_at, greatest(v_planned_at, lower(v_times)));
  return v_booking;
end
$$;

-- The first of those who wait for a start of a type and may have it, locked; all null for nobody. Who is being offered something
-- else just now is passed over, so that nobody is waited for: this is asked while seats are locked.
create function app.next_in_line(p_type app.appointment_types, p_starts_at timestamptz) returns app.waits
language plpgsql
as $$
declare
  v_wait app.waits;
begin
  select wait.* into v_wait from app.waits wait
  where wait.appointment_type_id = p_type.id and wait.state = 'waiting'
    and wait.duration_minutes = p_type.duration_minutes
    and app.suits(wait, p_type, p_starts_at)
    and app.may_be_offered(wait, p_type)
  order by wait.created_at, wait.id
  limit 1
  for update skip locked;
  return v_wait;
end
$$;

-- A hold that still stands, locked. NTFND for a wrong link, LAPSD when the seat was given up or taken by another,
-- or was offered until now: then it is the next one's.
create or replace function app.lock_hold(p_booking_id uuid, p_link_version integer) returns app.bookings
language plpgsql
as $$
declare
  v_booking app.bookings := app.lock_booking(lock_hold.p_booking_id, lock_hold.p_link_version);
begin
  if v_booking.id is null then
    perform app.refuse('NTFND', 'no such hold');
  elsif v_booking.state = 'expired' or v_booking.wait_id is not null and v_booking.held_until <= now() then
    perform app.refuse('LAPSD', 'the hold has run out');
  elsif v_booking.state <> 'held' then
    perform app.refuse('NTFND', 'this hold is a booking by now');
  end if;
  return v_booking;
end
$$;

-- Offers the seat that somebody has just left in a locked appointment to the first who waits for it: it is never free between
-- the two. Says whether anybody does. Nothing is waited for: while the teacher edits their rules, and where they do not offer
-- that time any more, the seat is simply free, and api.offer_seats finds who waits for it.
create function app.offer_seat(p_appointment_id uuid) returns boolean
language plpgsql
as $$
declare
  v_appointment app.appointments;
  v_type app.appointment_types;
  v_wait app.waits;
begin
  if current_setting('firstbell.offers', true) = 'off' then
    return false;
  end if;
  -- Of most types nobody waits for anything.
  select * into v_appointment from app.appointments appointment
  where appointment.id = offer_seat.p_appointment_id and exists (
    select from app.waits wait
    where wait.appointment_type_id = appointment.appointment_type_id and wait.state = 'waiting'
  );
  if not found then
    return false;
  end if;
  select type.* into v_type from app.appointment_types type where type.id = v_appointment.appointment_type_id;
  if not pg_try_advisory_xact_lock_shared(hashtextextended(app.teacher_of(p_appointment_id), 6)) then
    return false;
  end if;
  v_type := app.waited_type(v_type, app.minutes_in(tstzrange(v_appointment.starts_at, v_appointment.ends_at)));
  if v_type.id is null or v_appointment.seats > v_type.seats
    or not app.bookable_window(v_type) @> v_appointment.starts_at
    or not app.is_offered(v_type, v_appointment.starts_at)
    or app.is_over_cap(v_type, v_appointment.starts_at) then
    return false;
  end if;
  v_wait := app.next_in_line(v_type, v_appointment.starts_at);
  if v_wait.id is null then
    return false;
  end if;
  perform app.make_offer(v_wait, v_type, p_appointment_id, v_appointment.starts_at);
  return true;
end
$$;

-- Ends a wish, as p_state says; a seat that was offered for it goes to the next one. Twice is once.
create function app.end_wait(p_wait_id uuid, p_state app.wait_state) returns void
language plpgsql
as $$
declare
  v_offer app.bookings;
begin
  loop
    select * into v_offer from app.bookings booking where booking.wait_id = end_wait.p_wait_id and booking.state <> 'expired';
    if v_offer.state = 'held' then
      -- The seat before the wish, as whoever settles one does.
      v_offer := app.lock_booking(v_offer.id, v_offer.link_version);
      if v_offer.state = 'held' then
        update app.waits wait set state = end_wait.p_state where wait.id = end_wait.p_wait_id;
        update app.bookings booking set state = 'expired' where booking.id = v_offer.id;
        perform app.give_back_seat(v_offer.appointment_id);
        return;
      end if;
    else
      update app.waits wait set state = end_wait.p_state where wait.id = end_wait.p_wait_id and wait.state = 'waiting';
      if found or not exists (
        select from app.waits wait where wait.id = end_wait.p_wait_id and wait.state in ('waiting', 'offered')
      ) then
        return;
      end if;
      -- It was offered something in this very moment.
    end if;
  end loop;
end
$$;

-- The offered starts of a type whose time is free, or whose standing appointment has a seat left.
-- On a day that is full by the type's caps, nothing but the seats of what stands. [p_from, p_until) lies inside the type's
-- bookable window. The teacher's appointments of that time are read once, through the index of the law. In PL/pgSQL, which
-- keeps its plan.
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
        where booking.appointment_id = appointment.id and booking.state = 'held' and app.blocked_until(booking) <= now()
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

-- Nobody waits for what is past, or for what they have found by themselves.
create function app.close_waits(p_teacher_id uuid) returns void
language plpgsql
as $$
begin
  update app.waits wait set state = 'left'
  where wait.id in (
    select each.id
    from app.appointment_types type
    join app.waits each on each.appointment_type_id = type.id and each.state = 'waiting'
    where type.teacher_id = close_waits.p_teacher_id and (upper(each.wanted) <= now() or each.created_at < now() - app.retention_of('wait') or app.has_found(each))
    for update of each skip locked
  );
end
$$;

-- What is waited for behind a link, or NTFND.
create function app.find_wait(p_wait_id uuid, p_link_version integer) returns app.waits
language plpgsql stable
as $$
declare
  v_wait app.waits;
begin
  select * into v_wait from app.waits wait
  where wait.id = find_wait.p_wait_id and wait.link_version = find_wait.p_link_version;
  if not found then
    perform app.refuse('NTFND', 'nobody waits by this link');
  end if;
  return v_wait;
end
$$;

-- The place in line of somebody who waits: how many came before who would take one of the same starts, and one.
create function app.place_of(p_wait app.waits) returns integer
language plpgsql stable
as $$
begin
  return 1 + (
    select count(*) from app.waits other
    where other.appointment_type_id = p_wait.appointment_type_id and other.state = 'waiting'
      and other.duration_minutes = p_wait.duration_minutes and other.wanted && p_wait.wanted
      and (other.created_at, other.id) < (p_wait.created_at, p_wait.id)
  );
end
$$;

-- The free starts of a type, in the span that all who wait for it would take.
create function app.starts_waited_for(p_type app.appointment_types) returns timestamptz[]
language plpgsql stable
as $$
declare
  v_asked tstzrange;
begin
  select app.bookable_window(p_type) * range_merge(range_agg(wait.wanted)) into v_asked
  from app.waits wait
  where wait.appointment_type_id = p_type.id and wait.state = 'waiting' and wait.duration_minutes = p_type.duration_minutes;
  if v_asked is null or isempty(v_asked) then
    return '{}';
  end if;
  return array(select free.starts_at from app.free_slots(p_type, lower(v_asked), app.end_of(v_asked)) as free);
end
$$;

-- The public handle of the teacher with whom somebody waits for a time.
create function app.waited_with(p_wait app.waits) returns text
language plpgsql stable
as $$
begin
  return (
    select teacher.handle
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    where type.id = p_wait.appointment_type_id
  );
end
$$;

-- What somebody waits for, with all that its page and its mails say of it: where in line, or the seat that is offered.
create function app.describe_wait(p_wait app.waits) returns jsonb
language plpgsql stable
as $$
declare
  v_offer app.bookings;
begin
  select * into v_offer from app.bookings booking
  where booking.wait_id = p_wait.id and booking.wait_id is not null and booking.state <> 'expired';
  return (
    select jsonb_build_object(
      'wait_id', p_wait.id, 'link_version', p_wait.link_version,
      -- One that ran out is over, whether the next one has been found yet or not.
      'state', case when v_offer.state = 'held' and v_offer.held_until <= now() then 'lapsed' else p_wait.state::text end,
      'kind', p_wait.kind, 'wanted_from', lower(p_wait.wanted), 'minutes', p_wait.duration_minutes,
      'place', case when p_wait.state = 'waiting' then app.place_of(p_wait) end,
      'name', p_wait.person_name, 'email', p_wait.email, 'time_zone', p_wait.time_zone,
      'offer', case when v_offer.id is not null then app.hold_answer(v_offer) end,
      'teacher', jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone, 'school', school.name
      ),
      'type', app.describe_offer(type)
    )
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    join app.schools school on school.id = teacher.school_id
    where type.id = p_wait.appointment_type_id
  );
end
$$;

-- A type as who may book it sees it. Where one meets is told of an address alone: whose number or room it is, is for who has booked.
create or replace function app.describe_offer(p_type app.appointment_types) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'handle', p_type.handle, 'name', p_type.name, 'description', p_type.description,
    'duration_minutes', p_type.duration_minutes, 'seats', p_type.seats, 'notice_minutes', p_type.notice_minutes,
    'other_durations', p_type.other_durations, 'series_cap', p_type.series_cap, 'questions', p_type.questions,
    'place_kind', p_type.place_kind, 'address', case p_type.place_kind when 'address' then p_type.place else '' end,
    'waitlist', p_type.waitlist and p_type.opening_id is null,
    'needs_approval', p_type.needs_approval and p_type.opening_id is null, 'decide_hours', p_type.decide_hours,
    'horizon_days', p_type.horizon_days, 'last_day', upper(p_type.dates) - 1, 'cutoff_minutes', p_type.cutoff_minutes,
    'opens_at', app.opens_at(p_type), 'opening', (
      select jsonb_build_object('id', opening.id, 'name', opening.name, 'by_ticket', opening.by_ticket)
      from app.openings opening where opening.id = p_type.opening_id
    )
  );
end
$$;

-- A type as its desk shows and saves it.
create or replace function app.describe_type(p_type app.appointment_types) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_type.id, 'version', p_type.version, 'handle', p_type.handle, 'name', p_type.name, 'description', p_type.description,
    'schedule_id', p_type.schedule_id, 'duration_minutes', p_type.duration_minutes, 'other_durations', p_type.other_durations,
    'step_minutes', p_type.step_minutes, 'seats', p_type.seats, 'buffer_before_minutes', p_type.buffer_before_minutes,
    'buffer_after_minutes', p_type.buffer_after_minutes, 'notice_minutes', p_type.notice_minutes,
    'horizon_days', p_type.horizon_days, 'first_day', lower(p_type.dates), 'last_day', upper(p_type.dates) - 1,
    'cutoff_minutes', p_type.cutoff_minutes, 'hold_minutes', p_type.hold_minutes, 'booker_cap', p_type.booker_cap,
    'day_cap', p_type.day_cap, 'week_cap', p_type.week_cap, 'series_cap', p_type.series_cap, 'waitlist', p_type.waitlist, 'place_kind', p_type.place_kind,
    'place', p_type.place, 'questions', p_type.questions, 'is_hidden', p_type.is_hidden, 'colour', p_type.colour,
    'position', p_type.position
  )
$$;

-- Whether a mail to somebody who waits tells what is so: they still wait, or the offer stands.
create function app.is_still_so(p_mail app.mails) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.waits wait
    where wait.id = p_mail.wait_id and case p_mail.kind
      when 'waiting' then wait.state = 'waiting'
      else wait.state = 'offered' and exists (
        select from app.bookings booking
        where booking.wait_id = wait.id and booking.state = 'held' and booking.held_until > now()
      )
    end
  );
end
$$;

-- Gives a held seat up. Doing so twice, or after it became a booking, changes nothing.
-- Gives the handle of the teacher whose slots changed, or null.
create or replace function api.release_hold(p_booking_id uuid, p_link_version integer) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings := app.lock_booking(release_hold.p_booking_id, release_hold.p_link_version);
begin
  if v_booking.id is null or v_booking.state <> 'held' then
    return null;
  end if;
  -- Or who was offered it would be the first who waits for it, once more.
  update app.waits wait set state = 'declined' where wait.id = v_booking.wait_id;
  update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
  perform app.give_back_seat(v_booking.appointment_id);
  return app.teacher_of(v_booking.appointment_id);
end
$$;

-- What somebody waits for, as its own page shows it: app.describe_wait. Refuses: NTFND.
create function api.get_wait(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(get_wait.p_wait_id, get_wait.p_link_version);
begin
  return app.describe_wait(v_wait);
end
$$;

-- Has somebody wait for a seat of a type: for one start (p_kind slot), for any on a day of their own calendar (day), or for any
-- that the type has (type). The same wish again is the same place, and tells nobody again.
-- Gives {place}; the link to the rest is for their mailbox. The same key gives the first answer again.
-- Refuses: REUSE, NTFND (also where nobody can wait), FREE0 where there is one to be had, GONE0, CLOSD and LATE0 where none is
-- offered at all, LIMIT above five wishes of an address for one type, SLOWD.
create function api.join_waitlist(
  p_key text, p_teacher text, p_type text, p_kind text, p_starts_at timestamptz, p_day date,
  p_name text, p_email text, p_time_zone text, p_duration_minutes integer default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row(
    'wait', p_teacher, p_type, p_kind, extract(epoch from p_starts_at), p_day, p_name, p_email, p_time_zone, p_duration_minutes
  )::text, 'UTF8'));
  v_answer jsonb := app.first_answer(join_waitlist.p_key, v_body_hash);
  v_type app.appointment_types;
  v_wanted tstzrange;
  v_asked tstzrange;
  v_wait app.waits;
  v_planned_at timestamptz;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(join_waitlist.p_teacher);
  v_type := app.find_type(join_waitlist.p_teacher, join_waitlist.p_type, join_waitlist.p_duration_minutes);
  if app.waited_type(v_type, v_type.duration_minutes) is null then
    perform app.refuse('NTFND', 'nobody can wait for this type');
  end if;
  v_wanted := case p_kind
    when 'slot' then tstzrange(p_starts_at, p_starts_at, '[]')
    when 'day' then tstzrange(app.instant_at(p_day, p_time_zone), app.instant_at(p_day + 1, p_time_zone))
    else tstzrange(null, null)
  end;
  if p_kind = 'slot' then
    perform app.require_offered(v_type, p_starts_at);
  end if;
  v_asked := app.bookable_window(v_type) * v_wanted;
  if isempty(v_asked) or not exists (select from app.offered_starts(v_type, lower(v_asked), app.end_of(v_asked))) then
    perform app.refuse('GONE0', 'no start that is offered');
  elsif exists (select from app.free_slots(v_type, lower(v_asked), app.end_of(v_asked))) then
    perform app.refuse('FREE0', 'one of these is free');
  end if;

  perform app.lock_booker(join_waitlist.p_email);
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, join_waitlist.p_email);
  end if;
  select * into v_wait from app.waits wait
  where wait.email = p_email and wait.appointment_type_id = v_type.id and wait.duration_minutes = v_type.duration_minutes
    and lower(wait.person_name) = lower(p_name) and wait.wanted = v_wanted and wait.state in ('waiting', 'offered');
  if not found then
    if (
      select count(*) from app.waits wait
      where wait.email = p_email and wait.appointment_type_id = v_type.id and wait.state in ('waiting', 'offered')
    ) >= 5 then
      perform app.refuse('LIMIT', 'as many wishes as one address may have for a type');
    end if;
    insert into app.waits (appointment_type_id, duration_minutes, kind, wanted, person_name, email, time_zone)
    values (v_type.id, v_type.duration_minutes, p_kind::app.wait_kind, v_wanted, p_name, p_email, p_time_zone)
    returning * into v_wait;
    v_planned_at := app.mail_turn('waiting', md5(p_email)::uuid);
    insert into app.mails (wait_id, kind, recipient, addressee, planned_at, due_at)
    values (v_wait.id, 'waiting', 'booker', md5(p_email)::uuid, v_planned_at, v_planned_at);
  end if;
  v_answer := jsonb_build_object('place', app.place_of(v_wait));
  insert into app.requests (key, body_hash, answer) values (join_waitlist.p_key, v_body_hash, v_answer);
  return v_answer;
end
$$;

-- Says no to what is offered, by one's own link, and with it the wish is over: the seat goes to the next one at once. Twice is
-- once, and what was booked or has lapsed stays so.
-- Gives {teacher}: whose slots may have changed. Refuses: NTFND.
create function api.decline_offer(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(decline_offer.p_wait_id, decline_offer.p_link_version);
begin
  if v_wait.state = 'offered' then
    perform app.end_wait(v_wait.id, 'declined');
  end if;
  return jsonb_build_object('teacher', app.waited_with(v_wait));
end
$$;

-- Waits no longer, by one's own link; what is offered just now goes to the next one, and what was booked stands. Twice is once.
-- Gives {teacher}: whose slots may have changed. Refuses: NTFND.
create function api.leave_waitlist(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(leave_waitlist.p_wait_id, leave_waitlist.p_link_version);
begin
  perform app.end_wait(v_wait.id, 'left');
  return jsonb_build_object('teacher', app.waited_with(v_wait));
end
$$;

-- Up to p_limit teachers whose times somebody waits for, by handle, in no order: so whoever runs out of time leaves out others
-- each time.
create function api.list_waited(p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(listed.handle), '[]')
    from (
      select teacher.handle
      from (
        select type.teacher_id as id
        from (select distinct wait.appointment_type_id as id from app.waits wait where wait.state = 'waiting') as waited
        join app.appointment_types type on type.id = waited.id
        union
        select appointment.teacher_id
        from app.bookings booking
        join app.appointments appointment on appointment.id = booking.appointment_id
        where booking.wait_id is not null and booking.state = 'held' and booking.held_until <= now()
      ) as known
      join app.teachers teacher on teacher.id = known.id
      order by random()
      limit list_waited.p_limit
    ) as listed
  );
end
$$;

-- Has what is free with one teacher offered to who waits for it: each type's first in line first, the soonest start that they
-- would take. One seat at a time, since who holds one must wait for no other: call it until it gives false.
-- An offer that has lapsed goes to the next one; with nobody left, the seat is free.
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
      select start as at from unnest(v_starts) as start
      where app.suits(wait, v_type, start)
      order by start limit 1
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
  return false;
end
$$;

-- The starts of a type in [p_from, p_until), in the first 15 days of it that can be booked now, that are all taken and can be
-- waited for; none where nobody can wait. Gives {starts}. Refuses: NTFND.
create function api.list_full(
  p_teacher text, p_type text, p_from timestamptz, p_until timestamptz, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_full.p_teacher, list_full.p_type, list_full.p_duration_minutes);
  v_asked tstzrange := app.bookable_window(v_type) * tstzrange(list_full.p_from, greatest(list_full.p_from, list_full.p_until));
  v_until timestamptz := least(upper(v_asked), lower(v_asked) + interval '360 hours');
begin
  if isempty(v_asked) or app.waited_type(v_type, v_type.duration_minutes) is null then
    return '{"starts": []}';
  end if;
  return jsonb_build_object('starts', array(
    select offered.starts_at from app.offered_starts(v_type, lower(v_asked), v_until) as offered
    except
    select free.starts_at from app.free_slots(v_type, lower(v_asked), v_until) as free
    order by 1
  ));
end
$$;

-- Takes somebody off a teacher's waiting list; what is offered to them goes to the next one. Twice is once.
-- Gives {handle}. Refuses: DNIED, NTFND for what is another teacher's.
create function api.drop_wait(p_user_id uuid, p_wait_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_wait.p_user_id);
begin
  if not exists (
    select from app.waits wait
    join app.appointment_types type on type.id = wait.appointment_type_id
    where wait.id = drop_wait.p_wait_id and type.teacher_id = v_teacher.id
  ) then
    perform app.refuse('NTFND', 'nobody waits like this');
  end if;
  perform app.end_wait(p_wait_id, 'left');
  return jsonb_build_object('handle', v_teacher.handle);
end
$$;

-- Who waits for a time with a teacher, in their order, as the desk shows it: [{id, type, minutes, kind, wanted_from, state,
-- offered_at, held_until, name, email, created_at}], offered_at being the start that is offered. At most 200. Refuses: DNIED.
create function api.list_waits(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_waits.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', listed.id, 'type', listed.type, 'minutes', listed.duration_minutes, 'kind', listed.kind,
      'wanted_from', lower(listed.wanted), 'state', listed.state, 'offered_at', lower(listed.during),
      'held_until', listed.held_until, 'name', listed.person_name, 'email', listed.email, 'created_at', listed.created_at,
      'time_zone', listed.time_zone
    ) order by listed.position, listed.type, listed.created_at, listed.id), '[]')
    from (
      select wait.*, type.name as type, type.position, offer.during, offer.held_until
      from app.appointment_types type
      join app.waits wait on wait.appointment_type_id = type.id and wait.state in ('waiting', 'offered')
      left join app.bookings offer on offer.wait_id = wait.id and offer.wait_id is not null and offer.state = 'held'
      where type.teacher_id = v_teacher.id
        and (wait.state = 'waiting' and (upper(wait.wanted) is null or upper(wait.wanted) > now()) or offer.held_until > now())
      order by type.position, type.name, wait.created_at, wait.id
      limit 200
    ) as listed
  );
end
$$;

-- Makes an appointment type under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept.
-- p_wish is what app.describe_type gives, without id and version. Saving the same again, as one does who never got the answer,
-- changes nothing.
-- Gives {type, handle, outside}. Refuses: DNIED, NTFND, STALE, LIMIT, INVAL where another type has its handle or the
-- schedule is another teacher's.
create or replace function api.save_type(p_user_id uuid, p_type_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_type.p_user_id);
  v_wish app.appointment_types := jsonb_populate_record(null::app.appointment_types, p_wish);
  v_type app.appointment_types;
begin
  perform app.lock_rules(v_teacher.handle);
  v_wish.dates := case when p_wish ->> 'first_day' is not null then
    daterange((p_wish ->> 'first_day')::date, (p_wish ->> 'last_day')::date, '[]')
  end;
  if exists (
    select from app.appointment_types other
    where other.teacher_id = v_teacher.id and other.handle = v_wish.handle and other.id <> p_type_id
  ) then
    perform app.refuse_fields('another type has this address', jsonb_build_object(
      'handle', 'Another type of yours has this address, perhaps one that was retired.'
    ));
  elsif not exists (
    select from app.schedules schedule where schedule.id = v_wish.schedule_id and schedule.teacher_id = v_teacher.id
  ) then
    perform app.refuse_fields('no such schedule', jsonb_build_object('scheduleId', 'This schedule is not there any more.'));
  elsif p_version = 0 and (select count(*) from app.appointment_types type where type.teacher_id = v_teacher.id) >= 100 then
    perform app.refuse('LIMIT', 'a hundred types are as many as one teacher can have');
  end if;
  insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes, version)
  select p_type_id, v_teacher.id, v_wish.schedule_id, v_wish.handle, v_wish.name, v_wish.duration_minutes, v_wish.step_minutes, 0
  where p_version = 0
  on conflict (id) do nothing;
  update app.appointment_types type set
    version = type.version + 1, handle = v_wish.handle, name = v_wish.name, description = v_wish.description,
    schedule_id = v_wish.schedule_id, duration_minutes = v_wish.duration_minutes, other_durations = v_wish.other_durations,
    step_minutes = v_wish.step_minutes, seats = v_wish.seats, buffer_before_minutes = v_wish.buffer_before_minutes,
    buffer_after_minutes = v_wish.buffer_after_minutes, notice_minutes = v_wish.notice_minutes,
    horizon_days = v_wish.horizon_days, dates = v_wish.dates, cutoff_minutes = v_wish.cutoff_minutes,
    hold_minutes = v_wish.hold_minutes, booker_cap = v_wish.booker_cap, day_cap = v_wish.day_cap, week_cap = v_wish.week_cap,
    series_cap = v_wish.series_cap, waitlist = v_wish.waitlist, place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
  where type.id = p_type_id and type.teacher_id = v_teacher.id and type.version = p_version and type.retired_at is null
  returning * into v_type;
  if found then
    perform app.resize_appointments(v_teacher.id);
    -- One that is new may be waited for by an opening of all there is.
    perform app.assign_openings(v_teacher.school_id);
  else
    select * into v_type from app.appointment_types type
    where type.id = p_type_id and type.teacher_id = v_teacher.id and type.retired_at is null;
    if not found then
      perform app.refuse('NTFND', 'no such type');
    elsif v_type.version <> p_version + 1 or app.describe_type(v_type) - 'id' - 'version' <> p_wish then
      perform app.refuse('STALE', 'the type was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'type', app.describe_type(v_type), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;

-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, and all its series with it, an invitation that was revoked, or an offer that was taken, declined or has lapsed meanwhile, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation, wait}], all but one of the last three null.
create or replace function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_taken jsonb;
  v_given_up integer;
begin
  loop
    with due as (
      select mail.id, case
        when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
        when booking.id is not null then app.overtaken(mail, booking)
        when mail.wait_id is not null and not app.is_still_so(mail) then 'over meanwhile'
        when invitation.revoked_at is not null then 'revoked meanwhile'
        when exists (
          select from app.openings opening
          where opening.id = invitation.opening_id and (opening.ended_at is not null or opening.closes_at <= now())
        ) then 'over meanwhile'
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
      returning mail.id
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
      'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end,
      'booker', case when booker.id is not null then
        jsonb_build_object('booker_id', booker.id, 'version', booker.version, 'email', booker.email)
      end,
      'wait', case when waited.id is not null then app.describe_wait(waited) end
    ) order by taken.created_at), '[]'), (select count(*) from given_up)
    into v_taken, v_given_up
    from taken
    left join app.bookings booking on booking.id = taken.booking_id
    left join app.invitations invitation on invitation.id = taken.invitation_id
    left join app.bookers booker on booker.id = taken.booker_id
    left join app.waits waited on waited.id = taken.wait_id;
    -- Behind those that are given up more may be due.
    exit when v_taken <> '[]' or v_given_up = 0;
  end loop;
  return v_taken;
end
$$;

revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
