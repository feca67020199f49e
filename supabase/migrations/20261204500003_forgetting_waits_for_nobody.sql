-- What forgets by itself waits for no lock: what somebody is busy with is forgotten the next time. It could wait in a circle with who erased somebody.
-- Deletes up to p_limit mails that were sent or given up long ago, the oldest first. Gives how many.
create or replace function app.forget_mails(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  delete from app.mails mail
  where mail.id = any (array(
    select due.id from app.mails due
    where coalesce(due.sent_at, due.failed_at) < now() - app.retention_of('mail')
    order by coalesce(due.sent_at, due.failed_at)
    limit p_limit
    for update skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Forgets what up to p_limit requests were answered, the oldest first: the key stays, and stays used. Gives how many.
create or replace function app.forget_requests(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  update app.requests request set body_hash = null, answer = null
  where request.key = any (array(
    select due.key::text from app.requests due
    where due.answered_at < now() - app.retention_of('answer') and due.answer is not null
    order by due.answered_at
    limit p_limit
    for update skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Makes up to p_limit invitations nameless whose opening is over. Their places stay, by which the draw can be computed again.
-- Gives how many.
create or replace function app.forget_invited(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  update app.invitations invitation set email = 'erased ' || invitation.id, name = null
  where invitation.id = any (array(
    select due.id
    from app.openings opening
    join app.invitations due on due.opening_id = opening.id and due.email not like 'erased %'
    where opening.opens_at < now() - app.retention_of('invitation')
      and app.over_since(opening) < now() - app.retention_of('invitation')
    limit p_limit
    for update of due skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Makes up to p_limit wishes nameless that ended long ago, the oldest first. Gives how many.
create or replace function app.forget_waits(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  update app.waits wait set person_name = 'Erased', email = 'erased ' || wait.id,
      link_version = wait.link_version % 255 + 1
  where wait.id = any (array(
    select due.id from app.waits due
    where due.email not like 'erased %' and due.created_at < now() - app.retention_of('wait')
      and due.state not in ('waiting', 'offered')
    order by due.created_at
    limit p_limit
    for update skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Deletes up to p_limit lines of the trail that are old enough, the oldest first, and who did what in as many lines of openings'
-- logs. Gives how many.
create or replace function app.forget_trail(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_lines integer;
  v_events integer;
begin
  delete from app.audit change
  where change.id = any (array(
    select due.id from app.audit due where due.at < now() - app.retention_of('trail') order by due.at limit p_limit
    for update skip locked
  ));
  get diagnostics v_lines = row_count;
  update app.opening_events event set actor = null
  where event.id = any (array(
    select due.id from app.opening_events due
    where due.at < now() - app.retention_of('trail') and due.actor is not null
    order by due.at limit p_limit
    for update skip locked
  ));
  get diagnostics v_events = row_count;
  return v_lines + v_events;
end
$$;

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
  -- A booking changes only while its appointment is locked.
  v_appointments uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
    order by appointment.id for update skip locked
  );
  v_count integer;
begin
  update app.bookings booking
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, move_message = null,
    erased_at = now()
  where booking.id = any (v_due) and booking.appointment_id = any (v_appointments) and booking.email is not null;
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Deletes up to p_limit holds that ran out long ago, the oldest first, with their requests and the time that nobody else has had.
-- Gives how many.
create or replace function app.forget_holds(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_before constant timestamptz := now() - app.retention_of('hold');
  v_due uuid[] := array(
    select booking.id from app.bookings booking
    where booking.confirmed_at is null and booking.held_until < v_before and booking.state in ('held', 'expired')
    order by booking.held_until
    limit p_limit
  );
  v_appointments uuid[] := array(
    select appointment.id from app.appointments appointment
    where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
    order by appointment.id for update skip locked
  );
  v_booking app.bookings;
begin
  -- Whose time nobody wanted still has its seat. What was confirmed or extended meanwhile stays.
  for v_booking in
    select booking.* from app.bookings booking
    where booking.id = any (v_due) and booking.appointment_id = any (v_appointments)
      and booking.state = 'held' and booking.held_until < v_before
  loop
    update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
    perform app.give_back_seat(v_booking.appointment_id);
  end loop;
  v_due := array(
    select booking.id from app.bookings booking
    where booking.id = any (v_due) and booking.appointment_id = any (v_appointments) and booking.state = 'expired'
  );
  delete from app.requests request where request.booking_id = any (v_due) and request.answer ? 'held_until';
  delete from app.bookings booking where booking.id = any (v_due);
  delete from app.appointments appointment
  where appointment.id = any (v_appointments) and appointment.seats_taken = 0
    and not exists (select from app.bookings booking where booking.appointment_id = appointment.id);
  return cardinality(v_due);
end
$$;

-- Forgets what was kept long enough (app.retention_of), up to p_limit of each kind, the oldest first. What is left over is there
-- the next time; so is what somebody is busy with just then. Gives how many of each:
-- {mails, requests, invitations, waits, trail, pages, bookings, holds}.
create or replace function api.retain(p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Each locks something else, and in another order than who erases somebody, or cancels: so none of them waits for a lock, and nobody
  -- waits in a circle (for update skip locked).
  return jsonb_build_object(
    'mails', app.forget_mails(p_limit), 'requests', app.forget_requests(p_limit),
    'invitations', app.forget_invited(p_limit), 'waits', app.forget_waits(p_limit), 'trail', app.forget_trail(p_limit),
    'pages', app.forget_pages(p_limit),
    'bookings', app.forget_bookers(p_limit), 'holds', app.forget_holds(p_limit)
  );
end
$$;
