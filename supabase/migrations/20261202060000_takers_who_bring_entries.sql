-- Who takes mails says whether they bring entries of calendars along: a build from before asks with two arguments, sends none, and is not
-- given what is for a calendar alone.

create index if not exists mails_to_teachers on app.mails (booking_id) where (recipient = 'teacher' and sent_at is null);

-- Whether a mail has brought its teacher's calendar the entry of a booking: as app.was_invited, of mails that somebody takes just now, too,
-- which are waited for. Whoever takes one later sees what is done here.
create or replace function app.lock_invited(p_booking_id uuid) returns boolean
language plpgsql
as $$
declare
  v_bookings uuid[] := lock_invited.p_booking_id || array(
    select other.id from app.bookings other
    where other.series_id = (select booking.series_id from app.bookings booking where booking.id = lock_invited.p_booking_id)
  );
  v_mails uuid[] := array(
    select mail.id from app.mails mail
    where mail.booking_id = any (v_bookings) and mail.recipient = 'teacher' and mail.sent_at is null
  );
begin
  perform from app.mails mail where mail.id = any (v_mails) order by mail.id for update;
  return app.was_invited(lock_invited.p_booking_id);
end
$$;

-- Tells the booker, and programs, of what the teacher did or has answered, as tell_booker does, but in a turn of its own: however
-- much that is, it is never refused, and neither holds up nor refuses what they book themselves. The teacher knows, but not their
-- calendar: where a mail has brought it the entry, another one changes it or takes it back, two seconds after the last of the same act.
create or replace function app.tell_by_teacher(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5('teacher ' || tell_by_teacher.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_by_teacher.p_kind, v_addressee, p_refuses => false);
  v_before integer;
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  if tell_by_teacher.p_kind in ('moved', 'cancelled') and app.lock_invited(tell_by_teacher.p_booking_id) then
    v_before := coalesce(nullif(current_setting('firstbell.for_calendar', true), ''), '0')::integer;
    perform set_config('firstbell.for_calendar', (v_before + 1)::text, true);
    v_planned_at := now() + v_before * interval '2 seconds';
    insert into app.mails (booking_id, kind, recipient, planned_at, due_at)
    values (tell_by_teacher.p_booking_id, tell_by_teacher.p_kind, 'teacher', v_planned_at, v_planned_at);
  end if;
  perform app.tell_hooks(tell_by_teacher.p_booking_id, tell_by_teacher.p_kind);
end
$$;

-- Whether a mail tells its teacher of what they did themselves, which is for their calendar alone, and there is nothing there to change:
-- no entry was brought, nor is one brought by this; nor by who does not know how, since p_invites is false.
create or replace function app.is_in_no_calendar(p_mail app.mails, p_booking app.bookings, p_invites boolean) returns boolean
language plpgsql stable
as $$
begin
  return p_mail.recipient = 'teacher' and case p_mail.kind
    when 'cancelled' then p_booking.cancelled_by_teacher and not (p_invites and app.was_invited(p_booking.id))
    when 'moved' then p_booking.moved_by_teacher and not (p_invites and app.invites(p_mail, p_booking))
    else false
  end;
end
$$;

-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of
-- what is not so any more of its booking, or of an invitation that was revoked, or whose opening is over, or of a wait or an
-- offer that is none any more, is not sent. p_invites: whether who asks brings entries of calendars along.
-- Gives [{id, kind, recipient, created_at, invites, instead, booking, invitation, booker, wait}], all but one of the last four null; a
-- booker is {booker_id, version, email, language}; invites: the mail brings the entry of its teacher's calendar along; instead: to
-- whom the teacher has cancelled or declined, up to three other times that are free as it goes out, [{starts_at, ends_at}].
create or replace function api.take_mails(p_limit integer, p_lease_seconds integer, p_invites boolean) returns jsonb
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
        when booking.id is not null then coalesce(
          app.overtaken(mail, booking),
          case when app.is_in_no_calendar(mail, booking, take_mails.p_invites) then 'in no calendar' end
        )
        when mail.wait_id is not null and not app.is_still_so(mail) then 'over meanwhile'
        when invitation.revoked_at is not null then 'revoked meanwhile'
        when exists (
          select from app.openings opening
          where opening.id = invitation.opening_id and (opening.ended_at is not null or opening.closes_at <= now())
        ) then 'over meanwhile'
      end as given_up, take_mails.p_invites and booking.id is not null and app.invites(mail, booking) as invites
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
      'instead', case
        when taken.recipient = 'booker' and (
          taken.kind = 'declined' or taken.kind = 'cancelled' and booking.cancelled_by_teacher
        ) then app.times_instead(booking)
      end,
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

-- As api.take_mails with p_invites, for a build that brings no entries along: what is for a calendar alone is not sent by it.
create or replace function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.take_mails(p_limit, p_lease_seconds, false)
$$;
comment on function api.take_mails(integer, integer) is 'Kept for builds before 0.2.0';

revoke all on function app.lock_invited(uuid) from public;
revoke all on function app.is_in_no_calendar(app.mails, app.bookings, boolean) from public;
revoke all on function api.take_mails(integer, integer, boolean) from public;
grant execute on function api.take_mails(integer, integer, boolean) to firstbell_server;
