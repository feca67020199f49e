-- The mails of a teacher bring the entry of their calendar along. A build from before looks at no `invites` of what
-- api.take_mails gives, and sends none.
alter table app.mails add column invites boolean not null default false;
create index if not exists mails_in_calendars on app.mails (booking_id) where (invites);

-- Whether a mail has brought its teacher's calendar the entry of a booking, or of a series that it is of. By the ids, whatever
-- the planner thinks of it: else it would read all bookings to find a series.
create or replace function app.was_invited(p_booking_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.invites and mail.booking_id = any (was_invited.p_booking_id || array(
      select other.id from app.bookings other
      where other.series_id = (select booking.series_id from app.bookings booking where booking.id = was_invited.p_booking_id)
    ))
  );
end
$$;

-- Tells the booker, and programs, of what the teacher did or has answered, as tell_booker does, but in a turn of its own: however
-- much that is, it is never refused, and neither holds up nor refuses what they book themselves. The teacher knows, but not their
-- calendar: where a mail has brought it the entry, another one changes it or takes it back.
create or replace function app.tell_by_teacher(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5('teacher ' || tell_by_teacher.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_by_teacher.p_kind, v_addressee, p_refuses => false);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  insert into app.mails (booking_id, kind, recipient)
  select tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'teacher'
  where tell_by_teacher.p_kind in ('moved', 'cancelled') and app.was_invited(tell_by_teacher.p_booking_id);
  perform app.tell_hooks(tell_by_teacher.p_booking_id, tell_by_teacher.p_kind);
end
$$;

-- Whether a mail brings the entry of its teacher's calendar along: what is booked by one alone, since a class has one entry for
-- all who come, and unless the teacher subscribes to their calendar, which has it already. What a mail has brought, mails
-- change and take back, whatever holds by then.
create or replace function app.invites(p_mail app.mails, p_booking app.bookings) returns boolean
language plpgsql stable
as $$
begin
  return p_mail.recipient = 'teacher' and p_mail.kind in ('confirmed', 'moved', 'cancelled')
    -- What was only asked for was in no calendar.
    and (p_booking.decide_until is null or p_booking.decided_at is not null)
    and (app.was_invited(p_booking.id) or exists (
      select from app.appointments appointment
      where appointment.id = p_booking.appointment_id and appointment.seats = 1
        and not exists (select from app.shared_calendars shared where shared.teacher_id = appointment.teacher_id)
    ));
end
$$;

-- Why news of a booking is not sent, as it stands now; null where it is still so.
create or replace function app.overtaken(p_mail app.mails, p_booking app.bookings) returns text
language plpgsql stable
as $$
begin
  return case
    when p_mail.kind in ('reminder', 'follow_up') then app.outdated(p_mail, p_booking)
    when p_mail.kind <> 'cancelled' and p_booking.state = 'cancelled' and not (p_mail.kind = 'confirmed' and exists (
      select from app.bookings other where other.series_id = p_booking.series_id and other.state = 'confirmed'
    )) then 'cancelled meanwhile'
    -- The later one tells the booker too, and the teacher unless it is of their own doing and in no calendar of theirs.
    when p_mail.kind = 'moved' and p_mail.created_at < p_booking.moved_at
      and (p_mail.recipient = 'booker' or not p_booking.moved_by_teacher or exists (
        select from app.mails later
        where later.booking_id = p_booking.id and later.kind = 'moved' and later.recipient = 'teacher'
          and later.created_at > p_mail.created_at
      )) then 'moved again meanwhile'
    when p_mail.kind = 'requested' and (p_booking.state <> 'pending' or p_booking.decide_until <= now())
      or p_mail.kind = 'moved' and p_booking.state = 'declined' then 'decided meanwhile'
  end;
end
$$;

-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of
-- what is not so any more of its booking, or of an invitation that was revoked, or whose opening is over, or of a wait or an
-- offer that is none any more, is not sent.
-- Gives [{id, kind, recipient, created_at, invites, booking, invitation, booker, wait}], all but one of the last four null; a
-- booker is {booker_id, version, email, language}; invites: the mail brings the entry of its teacher's calendar along.
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
      end as given_up, booking.id is not null and app.invites(mail, booking) as invites
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
      set attempts = mail.attempts + 1, invites = due.invites,
          due_at = now() + make_interval(secs => take_mails.p_lease_seconds * power(2, least(mail.attempts, 10)))
      from due where mail.id = due.id and due.given_up is null
      returning mail.*
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', taken.id, 'kind', taken.kind, 'recipient', taken.recipient, 'created_at', taken.created_at,
      'invites', taken.invites,
      'booking', case when booking.id is not null then app.describe_booking(booking) end,
      'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end,
      'booker', case when booker.id is not null then
        jsonb_build_object('booker_id', booker.id, 'version', booker.version, 'email', booker.email, 'language', booker.language)
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

revoke all on all functions in schema app from public;
