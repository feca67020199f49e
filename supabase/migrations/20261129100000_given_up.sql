-- Who gave a time up is not offered it again; a team goes on where one of it may not be booked; a zone changes while something is
-- offered; who waits is told that their list is closed; and all that a teacher answers is told in one way.

alter table app.waits add column given_up timestamptz;
alter table app.waits add column gave_up_at timestamptz;
alter table app.waits add column was_taken_back boolean not null default false;
update app.waits wait set given_up = offer.at, gave_up_at = offer.until
from (
  select distinct on (booking.wait_id) booking.wait_id as id, lower(booking.during) as at, booking.held_until as until
  from app.bookings booking where booking.wait_id is not null and booking.state = 'expired'
  order by booking.wait_id, booking.created_at desc
) as offer
where wait.id = offer.id and wait.state in ('declined', 'lapsed');
create index mails_of_waits on app.mails (wait_id) where (wait_id is not null);

drop function app.mail_turn(app.mail_kind, uuid, boolean);
drop function app.tell_booker(uuid, app.mail_kind, text, boolean);

-- When the next mail to a booker's address goes out. It was typed by anybody, so it gets one a minute at most, the first at
-- once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a cancellation is told all the same, and
-- so is what comes in a turn of its own (app.tell_by_teacher).
create function app.mail_turn(p_kind app.mail_kind, p_addressee uuid, p_refuses boolean default true) returns timestamptz
language plpgsql
as $$
declare
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = mail_turn.p_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and mail_turn.p_kind in ('confirmed', 'requested', 'waiting') and p_refuses then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  return v_planned_at;
end
$$;

-- Tells the booker, in their turn, and the teacher's programs, in the transaction that gives the reason. Refuses: SLOWD.
create function app.tell_booker(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(tell_booker.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_booker.p_kind, v_addressee);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_booker.p_booking_id, tell_booker.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  perform app.tell_hooks(tell_booker.p_booking_id, tell_booker.p_kind);
end
$$;

-- What becomes of a seat that was offered becomes of the wish, by whatever verb it happens: a hold that became a booking is
-- taken, and one that ran out has lapsed. Whose time the teacher took back waits on, in the same place.
create or replace function app.settle_wait() returns trigger
language plpgsql
as $$
begin
  update app.waits wait
  set state = case when new.state <> 'expired' then 'taken' when new.held_until <= now() then 'lapsed' else 'waiting' end::app.wait_state,
      given_up = case when new.state = 'expired' and new.held_until <= now() then lower(new.during) end,
      gave_up_at = case when new.state = 'expired' and new.held_until <= now() then now() end,
      was_taken_back = new.state = 'expired' and new.held_until > now()
  where wait.id = new.wait_id and wait.state = 'offered';
  return null;
end
$$;
-- Whether somebody who waits has given that very start up: it was offered to them and not taken, or they had it until it was
-- cancelled or declined, or they moved away from it. Others get it, but for a wish of just this start that is younger than that.
create function app.has_given_up(p_wait app.waits, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
declare
  v_since timestamptz := case when p_wait.kind = 'slot' then p_wait.created_at else '-infinity' end;
begin
  return exists (
    select from app.waits other
    where other.email = p_wait.email and lower(other.person_name) = lower(p_wait.person_name)
      and other.appointment_type_id = p_wait.appointment_type_id
      and other.given_up = p_starts_at and other.gave_up_at > v_since
  ) or exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_wait.email and lower(booking.name) = lower(p_wait.person_name)
      and booking.state in ('cancelled', 'declined') and lower(booking.during) = p_starts_at
      and coalesce(booking.cancelled_at, booking.decided_at) > v_since
      and appointment.appointment_type_id = p_wait.appointment_type_id
  ) or exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_wait.email and lower(booking.name) = lower(p_wait.person_name)
      and booking.state in ('pending', 'confirmed', 'completed', 'no_show') and booking.moved_from = p_starts_at
      and not booking.moved_by_teacher and booking.moved_at > v_since
      and appointment.appointment_type_id = p_wait.appointment_type_id
  );
end
$$;

-- Tells the booker, and programs, of what the teacher did or has answered, as tell_booker does, but in a turn of its own: however
-- much that is, it is never refused, and neither holds up nor refuses what they book themselves.
create or replace function app.tell_by_teacher(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5('teacher ' || tell_by_teacher.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_by_teacher.p_kind, v_addressee, p_refuses => false);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  perform app.tell_hooks(tell_by_teacher.p_booking_id, tell_by_teacher.p_kind);
end
$$;

-- Tells who waits for a type that its list was closed, or is open again, a little later: what was a slip is mended by then, and a
-- mail says what is so when it goes out.
create function app.tell_who_waits() returns trigger
language plpgsql
as $$
declare
  v_wait app.waits;
  v_addressee uuid;
  v_planned_at timestamptz;
begin
  for v_wait in
    select wait.* from app.waits wait
    where wait.appointment_type_id = new.id and wait.state = 'waiting' and (
      select count(*) from app.mails mail
      where mail.wait_id = wait.id and mail.kind = 'waiting' and coalesce(mail.sent_at, mail.failed_at) is null
    ) = 0
    order by wait.created_at, wait.id
  loop
    v_addressee := md5(v_wait.email)::uuid;
    v_planned_at := app.mail_turn('waiting', v_addressee, p_refuses => false);
    insert into app.mails (wait_id, kind, recipient, addressee, planned_at, due_at)
    values (v_wait.id, 'waiting', 'booker', v_addressee, v_planned_at, greatest(v_planned_at, now() + interval '10 minutes'));
  end loop;
  return null;
end
$$;
create trigger types_tell_who_waits after update of waitlist, opening_id, retired_at on app.appointment_types
  for each row when (
    (new.waitlist and new.opening_id is null and new.retired_at is null)
      <> (old.waitlist and old.opening_id is null and old.retired_at is null)
  )
  execute function app.tell_who_waits();

-- Says no to a request whose appointment is locked: its seat is free again, and the booker is told, with the reason; or kindly
-- that nobody has answered, where it lapses.
create or replace function app.decline_booking(p_booking app.bookings, p_reason text, p_lapses boolean default false) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'declined', decided_at = now(), has_lapsed = p_lapses, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  perform app.tell_by_teacher(
    p_booking.id, case when p_lapses then 'lapsed'::app.mail_kind else 'declined' end, p_booking.email
  );
end
$$;

-- Whether a start is one that somebody waits for, has the time to answer to, is not elsewhere at, and has not given up.
create or replace function app.suits(p_wait app.waits, p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return p_starts_at <@ p_wait.wanted
    and app.offer_times(p_wait, p_type, p_starts_at) is not null
    and not app.is_elsewhere(
      p_wait.person_name, p_wait.email, tstzrange(p_starts_at, p_starts_at + make_interval(mins => p_type.duration_minutes))
    )
    and not app.has_given_up(p_wait, p_starts_at);
end
$$;

-- The same as app.requests_of, of all the teachers of a school.
create function app.requests_in(p_school_id uuid) returns jsonb
language sql stable
as $$
  select jsonb_build_object('waiting', count(*), 'decide_until', min(booking.decide_until), 'lapsed', (
    select count(*)
    from app.bookings lapsed
    cross join lateral (select each.teacher_id from app.appointments each where each.id = lapsed.appointment_id offset 0) as appointment
    cross join lateral (select each.school_id from app.teachers each where each.id = appointment.teacher_id offset 0) as teacher
    where lapsed.has_lapsed and lapsed.decided_at > now() - interval '7 days' and teacher.school_id = requests_in.p_school_id
  ))
  from app.bookings booking
  cross join lateral (select each.teacher_id from app.appointments each where each.id = booking.appointment_id offset 0) as appointment
  cross join lateral (select each.school_id from app.teachers each where each.id = appointment.teacher_id offset 0) as teacher
  where booking.state = 'pending' and booking.decide_until > now() and teacher.school_id = requests_in.p_school_id
$$;

-- Takes back what is offered, to somebody who waits, of locked appointments that are on their way to the clock of another zone, or of
-- a time that one of them needs there: an offer may stand all night, and a teacher cannot wait for it as for a hold. Whose it was
-- waits on, in the same place.
create function app.take_back_offers(p_teacher app.teachers, p_moving uuid[], p_time_zone text) returns void
language plpgsql
as $$
declare
  v_needed tstzmultirange := (
    select range_agg(tstzrange(lower(moving.busy) + shift.by, upper(moving.busy) + shift.by))
    from app.appointments moving
    cross join lateral (
      select app.instant_at(moving.starts_at at time zone p_teacher.time_zone, p_time_zone) - moving.starts_at as by
    ) as shift
    where moving.id = any (p_moving)
  );
  v_freed uuid[];
begin
  with back as (
    update app.bookings booking set state = 'expired'
    where booking.state = 'held' and booking.id = any (array(
      select offer.id
      from app.appointments appointment
      cross join lateral (
        select each.id, each.state, each.wait_id from app.bookings each
        where each.appointment_id = appointment.id offset 0
      ) as offer
      where offer.state = 'held' and offer.wait_id is not null and appointment.teacher_id = p_teacher.id
        and appointment.cancelled_at is null and (appointment.id = any (p_moving) or appointment.busy && v_needed)
    ))
    returning booking.appointment_id
  )
  select array_agg(back.appointment_id) into v_freed from back;
  perform app.give_back_seat(freed) from unnest(v_freed) as freed;
end
$$;

-- Ends a wish, as p_state says; a seat that was offered for it goes to the next one. Twice is once.
create or replace function app.end_wait(p_wait_id uuid, p_state app.wait_state) returns void
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
        update app.waits wait set state = end_wait.p_state, given_up = lower(v_offer.during), gave_up_at = now()
        where wait.id = end_wait.p_wait_id;
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

-- Nobody waits for what is past, for what they have found by themselves or for what they gave up, nor for ever.
create or replace function app.close_waits(p_teacher_id uuid) returns void
language plpgsql
as $$
begin
  update app.waits wait set state = 'left'
  where wait.id in (
    select each.id
    from app.appointment_types type
    join app.waits each on each.appointment_type_id = type.id and each.state = 'waiting'
    where type.teacher_id = close_waits.p_teacher_id and (
      upper(each.wanted) <= now() or each.created_at < now() - app.retention_of('wait') or app.has_found(each)
      or each.kind = 'slot' and app.has_given_up(each, lower(each.wanted))
    )
    for update of each skip locked
  );
end
$$;

-- What somebody waits for, with all that its page and its mails say of it: where in line, or the seat that is offered, or that
-- its list is closed.
create or replace function app.describe_wait(p_wait app.waits) returns jsonb
language plpgsql stable
as $$
declare
  v_offer app.bookings;
  v_is_open boolean := exists (
    select from app.appointment_types type
    where type.id = p_wait.appointment_type_id and (app.waited_type(type, p_wait.duration_minutes)).id is not null
  );
begin
  select * into v_offer from app.bookings booking
  where booking.wait_id = p_wait.id and booking.wait_id is not null and booking.state <> 'expired';
  return (
    select jsonb_build_object(
      'wait_id', p_wait.id, 'link_version', p_wait.link_version,
      -- One that ran out is over, whether the next one has been found yet or not.
      'state', case when v_offer.state = 'held' and v_offer.held_until <= now() then 'lapsed' else p_wait.state::text end,
      'kind', p_wait.kind, 'wanted_from', lower(p_wait.wanted), 'minutes', p_wait.duration_minutes,
      'place', case when p_wait.state = 'waiting' and v_is_open then app.place_of(p_wait) end,
      -- Nothing is offered while the teacher has the list closed; who waited keeps their place for when it is open again.
      'is_closed', not v_is_open, 'was_taken_back', p_wait.was_taken_back,
      'name', p_wait.person_name, 'email', p_wait.email, 'time_zone', p_wait.time_zone,
      'language', p_wait.language,
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

-- Books any teacher of a team: who has the fewest bookings that week, or the next one where that time is lost.
-- Gives what book_slot gives, and {teacher}: whose it became; the same key gives the first answer again.
-- Refuses: as book_slot, TAKEN when all of them are taken, LIMIT when none of them may be booked by who asks.
create or replace function api.book_team_slot(
  p_key text, p_team text, p_type text, p_starts_at timestamptz, p_name text, p_email text, p_time_zone text,
  p_duration_minutes integer default null, p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('team', p_team, p_type, extract(epoch from p_starts_at), p_name, p_email, p_time_zone, p_duration_minutes, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_team_slot.p_key, v_body_hash);
  v_teacher text;
  v_is_taken boolean := false;
  v_limit text;
  v_why text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  foreach v_teacher in array app.pick_teachers(app.find_team(p_team), p_type, p_starts_at, p_duration_minutes) loop
    begin
      v_answer := api.book_slot(
        app.key_within(p_key, v_teacher), v_teacher, p_type, p_starts_at, p_name, p_email, p_time_zone,
        p_duration_minutes => p_duration_minutes, p_answers => p_answers
      ) || jsonb_build_object('teacher', v_teacher);
      insert into app.requests (key, body_hash, booking_id, answer)
      values (p_key, v_body_hash, (v_answer ->> 'booking_id')::uuid, v_answer);
      return v_answer;
    exception
      when sqlstate 'TAKEN' then
        -- Somebody was faster there: the next one.
        v_is_taken := true;
      when sqlstate 'LIMIT' then
        -- Caps and missed appointments are between two people: the next one may have them all the same, as on their own page.
        get stacked diagnostics v_limit = message_text, v_why = pg_exception_detail;
    end;
  end loop;
  if not v_is_taken and v_limit is not null then
    raise exception using errcode = 'LIMIT', message = v_limit, detail = v_why;
  end if;
  perform app.refuse('TAKEN', 'nobody of this team is free');
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
  update app.waits wait set state = 'declined', given_up = lower(v_booking.during), gave_up_at = now()
  where wait.id = v_booking.wait_id;
  update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
  perform app.give_back_seat(v_booking.appointment_id);
  return app.teacher_of(v_booking.appointment_id);
end
$$;

-- Decides a request: by the signed link in its teacher's mail, of which p_link_version is the version, or by the teacher or the
-- school's office, who is p_user_id. Yes books it, no frees its seat; the booker is told, and of the office's yes the teacher
-- too. The same decision twice is once. A no is heard until the request has lapsed, a yes until its time is up.
-- Gives {state, teacher}: how it stands, and whose slots changed.
-- Refuses: DNIED, NTFND, LAPSD where its time is up, STALE where it was decided otherwise or withdrawn.
create or replace function api.decide_booking(
  p_user_id uuid, p_booking_id uuid, p_link_version integer, p_yes boolean, p_reason text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_state app.booking_state := case when p_yes then 'confirmed' else 'declined' end;
  v_teachers uuid[] := case when p_user_id is not null then app.in_charge_of(p_user_id) end;
  v_booking app.bookings;
  v_version integer := p_link_version;
  v_is_own boolean := true;
  v_email text;
begin
  if p_user_id is not null then
    select booking.link_version, teacher.user_id is not distinct from p_user_id into v_version, v_is_own
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = p_booking_id and teacher.id = any (v_teachers);
  end if;
  select booking.email into v_email from app.bookings booking
  where booking.id = p_booking_id and booking.link_version = v_version and booking.decide_until is not null;
  -- What is asked for in this very moment has no turn to wait for yet, as in cancel_booking.
  if v_email is null then
    perform app.refuse('NTFND', 'no such request in your charge');
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(v_email);
  v_booking := app.lock_booking(p_booking_id, v_version);
  if v_booking.has_lapsed or v_booking.state = 'pending' and p_yes and v_booking.decide_until <= now() then
    perform app.refuse('LAPSD', 'nobody answered in time');
  elsif v_booking.state = 'pending' and p_yes then
    update app.bookings booking set state = 'confirmed', confirmed_at = now(), decided_at = now() where booking.id = v_booking.id;
    perform app.tell_by_teacher(v_booking.id, 'confirmed', v_booking.email);
    insert into app.mails (booking_id, kind, recipient)
    select v_booking.id, 'confirmed', 'teacher' where not v_is_own;
  elsif v_booking.state = 'pending' then
    perform app.decline_booking(v_booking, p_reason);
  elsif v_booking.state <> v_state then
    perform app.refuse('STALE', 'decided otherwise, or withdrawn');
  end if;
  return jsonb_build_object('state', v_state, 'teacher', app.teacher_of(v_booking.appointment_id));
end
$$;

-- Has what is free with one teacher offered to who waits for it: each type's first in line first, the soonest start that they
-- would take. One seat at a time, since who holds one must wait for no other: call it until it gives false.
-- An offer that has lapsed goes to the next one; with nobody left, the seat is free. Null is false where the teacher has no list at
-- all that anybody could wait on.
create or replace function api.offer_seats(p_teacher text) returns boolean
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

-- What a staff member's desk opens with: the school, what an opening can be of and who can be in a team, the openings, newest first,
-- and what waits for an answer of any of its teachers.
-- Refuses: DNIED.
create or replace function api.open_office(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(open_office.p_user_id);
begin
  return jsonb_build_object(
    'email', v_staff.email,
    'school', (select school.name from app.schools school where school.id = v_staff.school_id),
    'teachers', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone,
        'subjects', teacher.subjects, 'types', (
          select coalesce(jsonb_agg(jsonb_build_object('handle', type.handle, 'name', type.name) order by type.position, type.name), '[]')
          from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null
        )
      ) order by teacher.name, teacher.handle), '[]')
      from app.teachers teacher where teacher.school_id = v_staff.school_id
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) order by opening.created_at desc), '[]')
      from app.openings opening where opening.school_id = v_staff.school_id
    ),
    'requests', app.requests_in(v_staff.school_id)
  );
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
