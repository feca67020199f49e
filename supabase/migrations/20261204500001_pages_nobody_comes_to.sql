-- An address that once asked for its own page is forgotten when nobody comes to it any more, and is not while it waits for something at another school.
alter table app.bookers add column asked_at timestamptz not null default now();
create index if not exists bookers_by_last_ask on app.bookers (asked_at);

-- How long something is kept of which a person can be known, from its end on: the whole of what docs/privacy.md promises.
create or replace function app.retention_of(p_kind text) returns interval
language sql immutable
return case p_kind
  -- Who booked, and what they answered.
  when 'booking' then interval '400 days'
  -- What a request was answered, to be answered again.
  when 'answer' then interval '30 days'
  when 'mail' then interval '90 days'
  -- One that nobody confirmed, and its request.
  when 'hold' then interval '7 days'
  -- Who was invited to an opening that is over.
  when 'invitation' then interval '90 days'
  -- Who waited for a time, from when they began to.
  when 'wait' then interval '90 days'
  -- An address that asked for its own page, from when it last did: longer than any device is let in by one link.
  when 'page' then interval '90 days'
  -- What the synthetic booker came to, which is of nobody.
  when 'round' then interval '7 days'
  -- Who changed what.
  when 'trail' then interval '3 years'
end;

-- Whether anything is kept under an address: a booking, a wish on a waiting list, or an invitation.
create function app.is_named(p_email text) returns boolean
language plpgsql stable
as $$
begin
  return exists (select from app.bookings_of(p_email))
    or exists (select from app.waits wait where wait.email = p_email)
    or exists (select from app.invitations invitation where invitation.email = p_email);
end
$$;

-- Whether nobody comes to an address's own page any more: no link was asked for in a long time, and so no device is let in, and no
-- calendar is subscribed to, or one in which nothing is. Who comes again asks again.
create function app.is_unvisited(p_booker app.bookers) returns boolean
language plpgsql stable
as $$
begin
  return p_booker.asked_at < now() - app.retention_of('page') and (
    not exists (select from app.shared_calendars shared where shared.booker_id = p_booker.id)
    or not app.is_named(p_booker.email)
  );
end
$$;

-- Deletes up to p_limit addresses that once asked for their own page, to which nobody comes any more (app.is_unvisited). Gives how many.
create function app.forget_pages(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_due text[] := array(
    select booker.email::text from app.bookers booker
    where booker.asked_at < now() - app.retention_of('page') and app.is_unvisited(booker)
    order by booker.asked_at
    limit p_limit
  );
  v_count integer;
begin
  -- Who asks for it in this moment, or is erased, has the booker's turn (app.lock_booker), and nobody waits for them here.
  v_due := array(select due.email from unnest(v_due) as due (email) where pg_try_advisory_xact_lock(hashtextextended(due.email, 1)));
  delete from app.bookers booker where booker.email = any (v_due) and app.is_unvisited(booker);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Mails a link to all bookings of an address to that address, where there are any, or where it waits for one: once a minute and six times an hour at most,
-- in its turn among its other mails. The answer is the same for every address.
create or replace function api.ask_mine(p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_addressee uuid := md5(ask_mine.p_email)::uuid;
  v_booker_id uuid;
  v_planned_at timestamptz;
begin
  -- Those who ask for one address take turns, so that each sees the mail that waits.
  perform app.lock_booker(ask_mine.p_email);
  if not exists (select from app.bookings_of(ask_mine.p_email))
    and not exists (select from app.waits wait where wait.email = ask_mine.p_email) then
    return;
  end if;
  insert into app.bookers (email) values (ask_mine.p_email)
  on conflict on constraint bookers_never_share_an_email do update set language = excluded.language, asked_at = excluded.asked_at;
  select booker.id into v_booker_id from app.bookers booker where booker.email = ask_mine.p_email;
  v_planned_at := app.mail_turn('mine', v_addressee);
  if v_planned_at <= now() + interval '19 minutes' and not exists (
    select from app.mails mail
    where mail.booker_id = v_booker_id and mail.planned_at > now() - interval '1 minute'
  ) and 6 > (
    select count(*) from app.mails mail
    where mail.booker_id = v_booker_id and mail.planned_at > now() - interval '1 hour'
  ) then
    insert into app.mails (booker_id, kind, recipient, addressee, planned_at, due_at)
    values (v_booker_id, 'mine', 'booker', v_addressee, v_planned_at, v_planned_at);
  end if;
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
  where booker.email = p_email and (p_school_id is null or not app.is_named(p_email));
  return jsonb_build_object(
    'cancelled', cardinality(v_coming), 'erased', cardinality(v_bookings) + cardinality(v_invitations) + cardinality(v_waits), 'teachers', v_teachers
  );
end
$$;

-- Forgets what was kept long enough (app.retention_of), up to p_limit of each kind, the oldest first. What is left over is there
-- the next time. Gives how many of each: {mails, requests, invitations, waits, trail, pages, bookings, holds}.
create or replace function api.retain(p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- What locks appointments comes last: nothing is locked after them.
  return jsonb_build_object(
    'mails', app.forget_mails(p_limit), 'requests', app.forget_requests(p_limit),
    'invitations', app.forget_invited(p_limit), 'waits', app.forget_waits(p_limit), 'trail', app.forget_trail(p_limit),
    'pages', app.forget_pages(p_limit),
    'bookings', app.forget_bookers(p_limit), 'holds', app.forget_holds(p_limit)
  );
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
