-- Who cancels may say why.
-- Takes a booking back whose appointment is locked: its seat is free again, and both sides are told, the teacher with the
-- reason; of what the teacher has cancelled the booker alone, with theirs.
create or replace function app.withdraw_booking(p_booking app.bookings, p_by_teacher boolean, p_reason text) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'cancelled', cancelled_at = now(), cancelled_by_teacher = p_by_teacher, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  if p_by_teacher then
    perform app.tell_by_teacher(p_booking.id, 'cancelled', p_booking.email);
  else
    perform app.enqueue_mails(p_booking.id, 'cancelled', p_booking.email);
  end if;
end
$$;

-- Cancels a booking by its own link, in time (app.cancel_until); what is only asked for, at any time. Twice is once,
-- and what its teacher has declined meanwhile stays so. p_reason is what its teacher is told of it, or null; the first stands.
-- Gives {state, starts_at, teacher}: how it stands, and whose slots changed. Refuses: NTFND, LATE0.
create or replace function api.cancel_booking(p_booking_id uuid, p_link_version integer, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_email text;
  v_booking app.bookings;
  v_cutoff_minutes integer;
begin
  select booking.email into v_email from app.bookings booking
  where booking.id = cancel_booking.p_booking_id and booking.link_version = cancel_booking.p_link_version;
  -- What is nobody's yet is confirmed in this very moment at most, and then without a turn to wait for.
  if v_email is null then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(v_email);
  v_booking := app.lock_booking(cancel_booking.p_booking_id, cancel_booking.p_link_version);
  if v_booking.id is null or v_booking.state not in ('pending', 'confirmed', 'cancelled', 'declined') then
    perform app.refuse('NTFND', 'no such booking');
  end if;

  if v_booking.state = 'confirmed' then
    select type.cutoff_minutes into v_cutoff_minutes
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = v_booking.appointment_id;
    if app.cancel_until(v_booking, v_cutoff_minutes) < now() then
      perform app.refuse('LATE0', 'inside the cutoff');
    end if;
  end if;
  if v_booking.state in ('pending', 'confirmed') then
    perform app.withdraw_booking(v_booking, false, cancel_booking.p_reason);
    v_booking.state := 'cancelled';
  end if;
  return jsonb_build_object(
    'state', v_booking.state, 'starts_at', lower(v_booking.during), 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;

-- Cancels the coming dates of a series by the link of any of them, but for those that it is too late
-- for (app.cancel_until). Twice is once. p_reason is what its teacher is told of it, or null.
-- Gives {cancelled, left, teacher}: how many dates were cancelled, how many could not be any more, whose slots changed.
-- Refuses: NTFND where it is no series; LATE0 where there are dates to come, and all of them too soon.
create or replace function api.cancel_series(p_booking_id uuid, p_link_version integer, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_type app.appointment_types;
  v_wanted uuid[];
  v_left integer;
begin
  select * into v_booking from app.bookings booking
  where booking.id = cancel_series.p_booking_id and booking.link_version = cancel_series.p_link_version;
  if v_booking.series_id is null then
    perform app.refuse('NTFND', 'no such series');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  perform app.lock_booker(v_booking.email);
  perform app.lock_series(v_type.teacher_id);
  perform from app.appointments appointment
  where appointment.id in (select booking.appointment_id from app.bookings booking where booking.series_id = v_booking.series_id)
  order by appointment.id for update;

  select
    array_agg(coming.id order by coming.during) filter (where not coming.is_late),
    count(*) filter (where coming.is_late)
  into v_wanted, v_left
  from (
    select booking.id, booking.during,
      app.cancel_until(booking, v_type.cutoff_minutes) < now() as is_late
    from app.bookings booking
    where booking.series_id = v_booking.series_id and booking.state = 'confirmed' and lower(booking.during) > now()
  ) as coming;
  if v_wanted is null and v_left > 0 then
    perform app.refuse('LATE0', 'inside the cutoff');
  elsif v_wanted is not null then
    update app.bookings booking set state = 'cancelled', cancelled_at = now(), cancel_reason = cancel_series.p_reason
    where booking.id = any (v_wanted);
    perform app.give_back_seat(booking.appointment_id) from app.bookings booking where booking.id = any (v_wanted);
    -- One mail tells of them all; a program hears of each.
    perform app.enqueue_mails(v_wanted[1], 'cancelled', v_booking.email);
    perform app.tell_hooks(other.id, 'cancelled') from unnest(v_wanted[2:]) with ordinality as other (id, nth) order by other.nth;
  end if;
  return jsonb_build_object(
    'cancelled', coalesce(cardinality(v_wanted), 0), 'left', v_left, 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;

-- As api.cancel_booking with a reason, for who gives none.
create or replace function api.cancel_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.cancel_booking(p_booking_id, p_link_version, null)
$$;
comment on function api.cancel_booking(uuid, integer) is 'Kept for builds before 0.2.0';

-- As api.cancel_series with a reason, for who gives none.
create or replace function api.cancel_series(p_booking_id uuid, p_link_version integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.cancel_series(p_booking_id, p_link_version, null)
$$;
comment on function api.cancel_series(uuid, integer) is 'Kept for builds before 0.2.0';

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
