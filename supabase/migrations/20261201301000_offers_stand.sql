-- An offer stands while its teacher's rules offer its time.
-- Whether the teacher's rules still offer the time of what is offered to somebody who waits: an offer may stand all night. That
-- the list is closed is no reason to take it back; and of an opening, that says itself who may book.
create function app.offer_stands(p_offer app.bookings) returns boolean
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
  v_minutes integer := app.minutes_in(p_offer.during);
begin
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = p_offer.appointment_id;
  if v_type.opening_id is not null then
    return true;
  end if;
  return v_type.retired_at is null
    and (v_minutes = v_type.duration_minutes or v_minutes = any (v_type.other_durations))
    and app.bookable_window(v_type) @> lower(p_offer.during)
    and app.is_offered(app.of_duration(v_type, v_minutes), lower(p_offer.during));
end
$$;

-- Takes back one seat that is offered with a teacher, and whose time their rules do not offer any more: who was to have it waits
-- on, in the same place. Says whether there was any.
create function app.take_back_outdated(p_teacher_id uuid) returns boolean
language plpgsql
as $$
declare
  v_offer app.bookings;
begin
  select offer.* into v_offer
  from app.appointments appointment
  cross join lateral (
    select each.* from app.bookings each
    where each.appointment_id = appointment.id offset 0
  ) as offer
  where appointment.teacher_id = p_teacher_id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    and offer.state = 'held' and offer.wait_id is not null and offer.held_until > now() and not app.offer_stands(offer)
  limit 1;
  if not found then
    return false;
  end if;
  v_offer := app.lock_booking(v_offer.id, v_offer.link_version);
  -- Or it was taken in this very moment.
  if v_offer.state = 'held' then
    update app.bookings booking set state = 'expired' where booking.id = v_offer.id;
    perform app.give_back_seat(v_offer.appointment_id);
  end if;
  return true;
end
$$;

-- Whether a mail to somebody who waits tells what is so: they still wait, or the offer that it was made for stands, and its time
-- is offered still; a later one has a mail of its own.
create or replace function app.is_still_so(p_mail app.mails) returns boolean
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
          and booking.created_at <= p_mail.created_at
          and app.offer_stands(booking)
      )
    end
  );
end
$$;

-- Turns a hold into a booking, or into a request where the teacher decides. A hold that ran out still does while nobody has taken its time.
-- p_answers is {id: answer} to what the type asks. Gives what book_slot gives. Refuses: REUSE, NTFND, INVAL, LAPSD, CLOSD (it has begun meanwhile), GONE0 (it
-- was offered to who waits, and its time is offered no more), QUEUE (its opening was made meanwhile), CLASH, LIMIT, SLOWD.
create or replace function api.confirm_hold(
  p_key text, p_booking_id uuid, p_link_version integer, p_name text, p_email text, p_time_zone text,
  p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('confirm', p_booking_id, p_link_version, p_name, p_email, p_time_zone, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(confirm_hold.p_key, v_body_hash);
  v_type app.appointment_types;
  v_booking app.bookings;
  v_decide_until timestamptz;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  -- What is held for five minutes is theirs whatever is edited meanwhile. What is offered may stand all night: its teacher's rules
  -- have to offer it still, and stay what they are until this is over.
  perform app.share_rules(app.teacher_of(booking.appointment_id)) from app.bookings booking
  where booking.id = confirm_hold.p_booking_id and booking.wait_id is not null;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(confirm_hold.p_email);
  perform app.lock_ticket_of(confirm_hold.p_booking_id);
  v_booking := app.lock_hold(confirm_hold.p_booking_id, confirm_hold.p_link_version);
  if lower(v_booking.during) <= now() then
    perform app.refuse('CLOSD', 'in the past');
  elsif app.is_elsewhere(confirm_hold.p_name, confirm_hold.p_email, v_booking.during) then
    perform app.refuse('CLASH', 'this student has a booking at that time');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  if v_booking.wait_id is not null and not app.offer_stands(v_booking) then
    perform app.refuse('GONE0', 'its time is not offered any more');
  end if;
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, confirm_hold.p_email);
  end if;
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, confirm_hold.p_email);
  end if;
  if v_type.opening_id is not null then
    perform app.require_right_to_confirm(v_type.opening_id, v_booking);
    perform app.require_share(v_type.opening_id, confirm_hold.p_email);
  elsif v_type.needs_approval then
    v_decide_until := app.decide_until(v_type, lower(v_booking.during));
  end if;

  update app.bookings booking
  set state = case when v_decide_until is null then 'confirmed'::app.booking_state else 'pending' end,
      name = confirm_hold.p_name, email = confirm_hold.p_email, time_zone = confirm_hold.p_time_zone, language = app.asker_language(),
      confirmed_at = case when v_decide_until is null then now() end, decide_until = v_decide_until,
      answers = app.answers_to(v_type.questions, confirm_hold.p_answers)
  where booking.id = v_booking.id;
  update app.appointments appointment set held_until = null where appointment.id = v_booking.appointment_id;
  perform app.enqueue_mails(
    v_booking.id, case when v_decide_until is null then 'confirmed'::app.mail_kind else 'requested' end, confirm_hold.p_email
  );

  v_answer := app.hold_answer(v_booking) - 'held_until' - 'extensions_left';
  if v_decide_until is not null then
    v_answer := v_answer || jsonb_build_object('decide_until', v_decide_until);
  end if;
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;

-- Up to p_limit teachers whose times somebody waits for, or is offered, by handle, in no order: so whoever runs out of time leaves out others
-- each time.
create or replace function api.list_waited(p_limit integer) returns jsonb
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
        where booking.wait_id is not null and booking.state = 'held'
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
-- An offer that has lapsed goes to the next one; with nobody left, the seat is free. One whose time the rules do not offer any more
-- is taken back. Null is false where the teacher has no list at
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

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
