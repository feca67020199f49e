-- What a mail told of a time is noted as it is taken, so that a booking which moves back is told of where a mail has named the time between.
create index if not exists mails_that_told on app.mails (booking_id) where (told is not null);

-- What a mail tells its booker of when something begins, as it stands now: {id of a booking: start}, of a series of each date that it
-- confirms. Null of one that tells of no time to come to, and to a teacher.
create function app.tells(p_mail app.mails, p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return case
    when p_mail.recipient <> 'booker' or p_mail.kind not in ('confirmed', 'requested', 'moved', 'reminder', 'follow_up') then null
    when p_mail.kind = 'confirmed' and p_booking.series_id is not null then (
      select jsonb_object_agg(other.id, lower(other.during))
      from app.bookings other where other.series_id = p_booking.series_id and other.state = 'confirmed'
    )
    else jsonb_build_object(p_booking.id, lower(p_booking.during))
  end;
end
$$;

-- When a booking begins as mails to its booker have said, each as it was taken last: also one that told of its whole series.
-- Which of them surely arrived, as far as is known, is is_sure: one that was begun and has failed, or came back, may have or not.
create function app.told_starts(p_booking app.bookings)
returns table (starts_at timestamptz, taken_at timestamptz, is_sure boolean)
language sql stable rows 4
as $$
  select (mail.told ->> p_booking.id::text)::timestamptz, mail.taken_at, mail.sent_at is not null and mail.bounced_at is null
  from app.mails mail
  where mail.booking_id = any (p_booking.id || array(
      select other.id from app.bookings other where other.series_id = p_booking.series_id
    ))
    and mail.told is not null and mail.told ? p_booking.id::text
$$;

-- Whether a booker may have been told of another start of a booking than its present one, after they surely heard of this.
create function app.may_be_misled(p_booking app.bookings) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.told_starts(p_booking) as told
    where told.starts_at <> lower(p_booking.during) and told.taken_at > coalesce((
      select max(right_one.taken_at) from app.told_starts(p_booking) as right_one
      where right_one.starts_at = lower(p_booking.during) and right_one.is_sure
    ), '-infinity')
  );
end
$$;

-- Gives up the mail of a booking's last move that nobody has begun to send to its booker, since it moves again. Gives when it began
-- as they were told last, be it by another mail meanwhile, or null where there was none: they may know of that move. Who takes the
-- mail just now is waited for.
create or replace function app.overtake_moved(p_booking app.bookings) returns timestamptz
language plpgsql
as $$
begin
  update app.mails mail set failed_at = now(), error = 'moved again meanwhile'
  where mail.booking_id = p_booking.id and mail.kind = 'moved' and mail.recipient = 'booker'
    -- Said like this, lest it be looked for among all mails that wait.
    and coalesce(mail.sent_at, mail.failed_at) is null and mail.attempts = 0;
  if not found then
    return null;
  end if;
  return coalesce(
    (select told.starts_at from app.told_starts(p_booking) as told order by told.taken_at desc limit 1),
    p_booking.told_start, p_booking.moved_from
  );
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
    when p_mail.kind = 'moved' and p_mail.recipient = 'booker' and p_booking.told_start = lower(p_booking.during)
      and not app.may_be_misled(p_booking) then 'back where it was'
    when p_mail.kind = 'requested' and (p_booking.state <> 'pending' or p_booking.decide_until <= now())
      or p_mail.kind = 'moved' and p_booking.state = 'declined' then 'decided meanwhile'
  end;
end
$$;

-- Has all that stands in a locked appointment begin at another time, in a new appointment, and tells each booker, with p_message.
-- What was cancelled of it stays with the old one. A seat that is offered of it is taken back: whose it was waits on, in the same
-- place. No rule and no cap is asked: its teacher decides. Gives the ids of the bookings that moved.
-- Refuses: TAKEN, CLASH; and nothing has happened.
create or replace function app.shift_appointment(p_appointment app.appointments, p_starts_at timestamptz, p_message text) returns uuid[]
language plpgsql
as $$
declare
  v_during tstzrange := tstzrange(p_starts_at, p_starts_at + (p_appointment.ends_at - p_appointment.starts_at));
  v_busy tstzrange := app.busy_after(p_appointment, p_starts_at);
  v_new_id uuid;
  v_moved uuid[];
begin
  -- What is freed by that is offered to nobody: its teacher may have cleared it.
  perform set_config('firstbell.offers', 'off', true);
  perform app.free_lapsed_holds(p_appointment.teacher_id, p_appointment.busy);
  perform app.free_lapsed_holds(p_appointment.teacher_id, v_busy);
  with back as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = p_appointment.id and booking.state = 'held' and booking.wait_id is not null
    returning booking.appointment_id
  )
  select array_agg(back.appointment_id) into v_moved from back;
  perform app.give_back_seat(freed) from unnest(v_moved) as freed;
  if exists (select from app.bookings booking where booking.appointment_id = p_appointment.id and booking.state = 'held') then
    perform app.refuse('TAKEN', 'somebody holds a seat in it');
  elsif exists (
    select from app.bookings booking
    where booking.appointment_id = p_appointment.id and booking.state in ('pending', 'confirmed')
      and app.is_elsewhere(booking.name, booking.email, v_during, booking.id)
  ) then
    perform app.refuse('CLASH', 'a student would be in two places');
  end if;

  -- First it gives its time up, since the new one may overlap the old.
  update app.appointments appointment
  set seats_taken = 0, cancelled_at = now(), left_at = now(), moves = greatest(
    appointment.moves, (select max(booking.moves) from app.bookings booking where booking.appointment_id = p_appointment.id)
  )
  where appointment.id = p_appointment.id;
  insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, seats_taken, is_kept)
  select p_appointment.teacher_id, p_appointment.appointment_type_id, lower(v_during), upper(v_during), v_busy,
    p_appointment.seats, count(*), true
  from app.bookings booking
  where booking.appointment_id = p_appointment.id and booking.state in ('pending', 'confirmed')
  on conflict on constraint appointments_never_overlap do nothing
  returning id into v_new_id;
  if v_new_id is null then
    perform app.refuse('TAKEN', 'something else stands there');
  end if;

  with gone as (
    update app.bookings booking
    set appointment_id = v_new_id, during = v_during, moves = booking.moves + 1, moved_at = now(),
        moved_by_teacher = true, moved_by_hand = true, moved_from = lower(booking.during), told_start = known.told_start,
        -- What was written with a move that they were not told of is told with this one, unless it leads back to before that.
        move_message = coalesce(p_message, case
          when known.told_start is not null and booking.moved_by_hand and p_starts_at <> coalesce(booking.told_start, booking.moved_from)
            then booking.move_message
        end),
        decide_until = case when booking.state = 'pending' then least(booking.decide_until, p_starts_at) else booking.decide_until end
    from (
      select standing.id, app.overtake_moved(standing) as told_start
      from app.bookings standing
      where standing.appointment_id = p_appointment.id and standing.state in ('pending', 'confirmed')
    ) as known
    where booking.id = known.id
    returning booking.id
  )
  select array_agg(gone.id order by gone.id) into v_moved from gone;
  perform app.tell_by_teacher(told.id, 'moved', told.email)
  from (select booking.id, booking.email from app.bookings booking where booking.id = any (v_moved) order by booking.id) as told;
  return v_moved;
end
$$;

-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of
-- what is not so any more of its booking, or of an invitation that was revoked, or whose opening is over, or of a wait or an
-- offer that is none any more, is not sent. When it tells its booker that something begins is noted as it is taken. p_invites:
-- whether who asks brings entries of calendars along.
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
      end as given_up, take_mails.p_invites and booking.id is not null and app.invites(mail, booking) as invites,
        case when booking.id is not null then app.tells(mail, booking) end as told
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
      set attempts = mail.attempts + 1, invites = due.invites, told = due.told, taken_at = now(),
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

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
