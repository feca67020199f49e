-- Who is cancelled by their teacher hears of times that are free. A build from before looks at no `instead` of what api.take_mails
-- gives, and names none.

-- The days, by the teacher's clock, on which they cancelled or declined something in the act that took a booking: whoever clears a
-- day wants nobody there. What was cancelled is read by its index, sixty days around.
create or replace function app.cleared_with(p_booking app.bookings, p_teacher app.teachers) returns tstzmultirange
language plpgsql stable
as $$
declare
  v_start timestamptz := lower(p_booking.during);
begin
  return (
    select range_agg(tstzrange(
      app.instant_at(cleared.day::timestamp, p_teacher.time_zone), app.instant_at((cleared.day + 1)::timestamp, p_teacher.time_zone)
    ))
    from (
      select (v_start at time zone p_teacher.time_zone)::date as day
      union
      select (other.starts_at at time zone p_teacher.time_zone)::date
      from app.appointments other
      where other.teacher_id = p_teacher.id and other.cancelled_at is not null
        and other.cancelled_at = coalesce(p_booking.cancelled_at, p_booking.decided_at)
        and other.starts_at between v_start - interval '60 days' and v_start + interval '60 days'
    ) as cleared
  );
end
$$;

-- The free slots of a type nearest to a start, soonest first: within a week of it, or else within sixty days; none that begins
-- in p_without. Gives [{starts_at, ends_at, seats_left}].
create or replace function app.nearest_free(
  p_type app.appointment_types, p_starts_at timestamptz, p_limit integer, p_without tstzmultirange default '{}'
) returns jsonb
language plpgsql stable
as $$
declare
  v_limit integer := least(p_limit, 20);
  v_hours integer;
  v_around tstzrange;
  v_nearest jsonb;
begin
  foreach v_hours in array array[7 * 24, 60 * 24] loop
    v_around := app.bookable_window(p_type) * tstzrange(
      p_starts_at - make_interval(hours => v_hours), p_starts_at + make_interval(hours => v_hours)
    );
    v_nearest := (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at, 'seats_left', near.seats_left)
        order by near.starts_at
      ), '[]')
      from (
        select * from app.free_slots(p_type, lower(v_around), upper(v_around)) as free
        where not free.starts_at <@ p_without
        order by abs(extract(epoch from free.starts_at - p_starts_at)), free.starts_at
        limit v_limit
      ) as near
    );
    exit when jsonb_array_length(v_nearest) >= v_limit;
  end loop;
  return v_nearest;
end
$$;

-- Up to three free times that a booker may have instead of one that its teacher cancelled or declined: of the same type and
-- length, nearest to it, on none of the days that were cleared with it, and where the booker is nowhere else. None where the type
-- is not offered so any more, or has its own opening. Gives [{starts_at, ends_at}], soonest first.
create or replace function app.times_instead(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
  v_teacher app.teachers;
  v_minutes integer := app.minutes_in(p_booking.during);
begin
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = p_booking.appointment_id;
  if v_type.retired_at is not null or v_type.opening_id is not null
    or v_minutes <> all (v_type.duration_minutes || v_type.other_durations) then
    return '[]';
  end if;
  select teacher.* into v_teacher from app.teachers teacher where teacher.id = v_type.teacher_id;
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at) order by near.starts_at
    ), '[]')
    from (
      select free.starts_at, free.ends_at
      from jsonb_to_recordset(app.nearest_free(
        app.of_duration(v_type, v_minutes), lower(p_booking.during), 20, app.cleared_with(p_booking, v_teacher)
      )) as free (starts_at timestamptz, ends_at timestamptz)
      where not app.is_elsewhere(p_booking.name, p_booking.email, tstzrange(free.starts_at, free.ends_at))
      order by abs(extract(epoch from free.starts_at - lower(p_booking.during))), free.starts_at
      limit 3
    ) as near
  );
end
$$;

-- The free slots nearest to a start that was lost, soonest first: within a week of it, or else within sixty days.
-- Refuses: NTFND.
create or replace function api.nearest_slots(
  p_teacher text, p_type text, p_starts_at timestamptz, p_limit integer, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return app.nearest_free(
    app.find_type(nearest_slots.p_teacher, nearest_slots.p_type, nearest_slots.p_duration_minutes),
    nearest_slots.p_starts_at, nearest_slots.p_limit
  );
end
$$;

-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of
-- what is not so any more of its booking, or of an invitation that was revoked, or whose opening is over, or of a wait or an
-- offer that is none any more, is not sent.
-- Gives [{id, kind, recipient, created_at, invites, instead, booking, invitation, booker, wait}], all but one of the last four null; a
-- booker is {booker_id, version, email, language}; invites: the mail brings the entry of its teacher's calendar along; instead: to
-- whom the teacher has cancelled or declined, up to three other times that are free as it goes out, [{starts_at, ends_at}].
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
