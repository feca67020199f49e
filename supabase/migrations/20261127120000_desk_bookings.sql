-- Bookings at the teacher's desk: cancelled by the teacher, with a reason.

alter table app.bookings
  add column cancelled_by_teacher boolean not null default false,
  add column cancel_reason text check (length(cancel_reason) <= 500);
alter table app.requests alter column booking_id drop not null;

-- Tells the booker, in the transaction that gives the reason. The address was typed by anybody, so it gets one mail a minute
-- at most, the first at once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a
-- cancellation is told all the same.
create or replace function app.tell_booker(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(tell_booker.p_email)::uuid;
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = v_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and tell_booker.p_kind = 'confirmed' then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_booker.p_booking_id, tell_booker.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
end
$$;
-- Tells both sides, in the transaction that gives the reason: the booker in their turn, the teacher at once. Refuses: SLOWD.
create or replace function app.enqueue_mails(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
begin
  perform app.tell_booker(enqueue_mails.p_booking_id, enqueue_mails.p_kind, enqueue_mails.p_email);
  insert into app.mails (booking_id, kind, recipient)
  values (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher');
end
$$;
-- The teachers for whom an Auth user may act: themselves, and all of the school whose staff they are. Refuses: DNIED for who
-- is neither.
create or replace function app.in_charge_of(p_user_id uuid) returns uuid[]
language plpgsql stable
as $$
declare
  v_teachers uuid[] := array(
    select teacher.id from app.teachers teacher where teacher.user_id = in_charge_of.p_user_id
    union
    select teacher.id from app.staff staff join app.teachers teacher on teacher.school_id = staff.school_id
    where staff.user_id = in_charge_of.p_user_id
  );
begin
  if v_teachers = '{}' then
    perform app.refuse('DNIED', 'neither a teacher nor of the staff');
  end if;
  return v_teachers;
end
$$;
-- Takes a booking back whose appointment is locked: its seat is free again, and both sides are told; of what the teacher has
-- cancelled the booker alone, with the reason.
create or replace function app.withdraw_booking(p_booking app.bookings, p_by_teacher boolean, p_reason text) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'cancelled', cancelled_at = now(), cancelled_by_teacher = p_by_teacher, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  if p_by_teacher then
    perform app.tell_booker(p_booking.id, 'cancelled', p_booking.email);
  else
    perform app.enqueue_mails(p_booking.id, 'cancelled', p_booking.email);
  end if;
end
$$;
-- The appointments of some bookings, as far as they are with one of these teachers.
create or replace function app.appointments_with(p_teachers uuid[], p_booking_ids uuid[]) returns uuid[]
language sql stable
return array(
  select distinct appointment.id
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = any (p_booking_ids) and appointment.teacher_id = any (p_teachers)
);
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
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state,
        'starts_at', lower(other.during), 'ends_at', upper(other.during)
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;
-- What stands of one teacher's time in a span and has not begun. The teacher is one of p_teachers, by handle, or else the Auth
-- user. Refuses: NTFND for any other, DNIED where none is named by who is none.
create or replace function app.coming_appointments(p_teachers uuid[], p_user_id uuid, p_teacher text, p_during tstzrange) returns uuid[]
language plpgsql stable
as $$
declare
  v_teacher_id uuid := case when p_teacher is null then (app.find_desk(p_user_id)).id else (
    select teacher.id from app.teachers teacher where teacher.handle = p_teacher and teacher.id = any (p_teachers)
  ) end;
begin
  if v_teacher_id is null then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  return array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = v_teacher_id
      and appointment.busy && (p_during * tstzrange(now(), null))
      and tstzrange(appointment.starts_at, appointment.ends_at) && p_during
      and appointment.starts_at > now()
      and appointment.cancelled_at is null
  );
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
  v_appointments := case
    when p_booking_ids is null then app.coming_appointments(v_teachers, p_user_id, p_teacher, tstzrange(p_from, p_until))
    else app.appointments_with(v_teachers, p_booking_ids)
  end;
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
-- Cancels a booking by its own link, until cutoff_minutes before it starts. Twice is once.
-- Gives {state, starts_at, teacher}: whose slots changed. Refuses: NTFND, LATE0.
create or replace function api.cancel_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_cutoff_minutes integer;
begin
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(booking.email) from app.bookings booking
  where booking.id = cancel_booking.p_booking_id and booking.link_version = cancel_booking.p_link_version;
  v_booking := app.lock_booking(cancel_booking.p_booking_id, cancel_booking.p_link_version);
  if v_booking.id is null or v_booking.state not in ('confirmed', 'cancelled') then
    perform app.refuse('NTFND', 'no such booking');
  end if;

  if v_booking.state = 'confirmed' then
    select type.cutoff_minutes into v_cutoff_minutes
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = v_booking.appointment_id;
    if lower(v_booking.during) - make_interval(mins => v_cutoff_minutes) < now() then
      perform app.refuse('LATE0', 'inside the cutoff');
    end if;
    perform app.withdraw_booking(v_booking, false, null);
  end if;
  return jsonb_build_object(
    'state', 'cancelled', 'starts_at', lower(v_booking.during), 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
