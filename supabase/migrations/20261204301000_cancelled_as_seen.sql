-- A teacher who cancels says when each began as they saw it.
-- Cancels what api.cancel_as_teacher means, in the name of who is in charge of these teachers. Gives its answer.
-- Refuses: DNIED, NTFND, STALE, CLOSD, LIMIT.
create or replace function app.cancel_meant(
  p_teachers uuid[], p_user_id uuid, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text,
  p_begins timestamptz[]
) returns jsonb
language plpgsql
as $$
declare
  v_appointments uuid[];
  v_booking app.bookings;
  v_cancelled uuid[] := '{}';
begin
  v_appointments := app.appointments_meant(p_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
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
    v_appointments := app.appointments_meant(p_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
  end if;
  perform from app.appointments appointment
  where appointment.id = any (v_appointments) order by appointment.id for update;

  if p_booking_ids is null then
    -- Or what is taken back from who waits would be theirs again, and what the teacher cannot give be given to others.
    perform set_config('firstbell.offers', 'off', true);
  end if;
  for v_booking in
    select booking.* from app.bookings booking
    where booking.appointment_id = any (v_appointments)
      and case
        when p_booking_ids is null then booking.state in ('held', 'pending', 'confirmed')
        else booking.id = any (p_booking_ids) and booking.state not in ('held', 'expired')
      end
    order by booking.during, booking.id
  loop
    if v_booking.state = 'held' then
      update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
      perform app.give_back_seat(v_booking.appointment_id);
      continue;
    elsif v_booking.state not in ('cancelled', 'declined') then
      if lower(v_booking.during) <> p_begins[array_position(p_booking_ids, v_booking.id)] then
        perform app.refuse('STALE', 'it begins at another time by now');
      elsif lower(v_booking.during) <= now() then
        perform app.refuse('CLOSD', 'it has begun');
      end if;
      if v_booking.state = 'pending' then
        perform app.decline_booking(v_booking, p_reason);
      else
        perform app.withdraw_booking(v_booking, true, p_reason);
      end if;
    end if;
    v_cancelled := v_cancelled || v_booking.id;
  end loop;
  if not v_cancelled @> p_booking_ids then
    perform app.refuse('NTFND', 'one of these bookings is none, or is not in your charge');
  end if;

  return jsonb_build_object('cancelled', v_cancelled, 'teachers', array(
    select distinct app.teacher_of(changed) from unnest(v_appointments) as changed
  ));
end
$$;

-- The same for who says nothing of when each of them began.
create or replace function app.cancel_meant(
  p_teachers uuid[], p_user_id uuid, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language plpgsql
as $$
begin
  return app.cancel_meant(p_teachers, p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason, null);
end
$$;

-- Cancels bookings by their teacher or the school's office, whatever the cutoff: those of p_booking_ids, or else all that touch
-- [p_from, p_until) of one teacher, who is oneself unless p_teacher names another; holds in that time lapse, and nobody who waits
-- is offered it by this act: it is free, and api.offer_seats finds who waits where the rules offer it still. All of it or
-- nothing, up to 500; each booker is told once, with p_reason. p_begins are the times at which those of p_booking_ids began as
-- whoever asks saw them, in their order; null, or null for one, where that was not seen: then it is cancelled wherever it is now.
-- What is only asked for is declined. What has begun is not cancelled, and what was cancelled or declined already, stays so.
-- Gives {cancelled: [ids], teachers: [handles]}: whose slots changed.
-- Refuses: DNIED, REUSE, NTFND for what is not in one's charge, STALE for what begins at another time by now, CLOSD for what has
-- begun, LIMIT.
create or replace function api.cancel_as_teacher(
  p_user_id uuid, p_key text, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text,
  p_begins timestamptz[]
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  -- Of who says nothing of when they began it is what it was before that could be said.
  v_body_hash bytea := sha256(convert_to(
    row('cancel as teacher', p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason)::text || coalesce(p_begins::text, ''), 'UTF8'
  ));
  v_teachers uuid[] := app.in_charge_of(cancel_as_teacher.p_user_id);
  v_answer jsonb := app.first_answer(cancel_as_teacher.p_key, v_body_hash);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_answer := app.cancel_meant(v_teachers, p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason, p_begins);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (cancel_as_teacher.p_key, v_body_hash, (v_answer -> 'cancelled' ->> 0)::uuid, v_answer);
  return v_answer;
end
$$;

-- As api.cancel_as_teacher with the times that were seen, for who has seen none.
create or replace function api.cancel_as_teacher(
  p_user_id uuid, p_key text, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.cancel_as_teacher(
    cancel_as_teacher.p_user_id, cancel_as_teacher.p_key, cancel_as_teacher.p_booking_ids, cancel_as_teacher.p_teacher,
    cancel_as_teacher.p_from, cancel_as_teacher.p_until, cancel_as_teacher.p_reason, null
  )
$$;
comment on function api.cancel_as_teacher(uuid, text, uuid[], text, timestamptz, timestamptz, text) is 'Kept for builds before 0.2.0';

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
