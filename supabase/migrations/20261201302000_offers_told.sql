-- Who was not told of an offer lost nothing by it.
alter table app.waits add column untold_at timestamptz;

-- Whether somebody who waits was told of what is offered, in time to say something: by a mail that went out when five minutes of
-- it were left at least, and did not come back.
create function app.was_told(p_offer app.bookings) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.wait_id = p_offer.wait_id and mail.wait_id is not null and mail.kind = 'offered'
      and mail.created_at >= p_offer.created_at
      and mail.sent_at <= p_offer.held_until - interval '5 minutes' and mail.bounced_at is null
  );
end
$$;

-- What becomes of a seat that was offered becomes of the wish, by whatever verb it happens: a hold that became a booking is
-- taken, and one that ran out has lapsed. Whose time the teacher took back waits on, in the same place, and so does who was not told.
create or replace function app.settle_wait() returns trigger
language plpgsql
as $$
declare
  v_ran_out boolean := new.state = 'expired' and new.held_until <= now();
  v_lapsed boolean := v_ran_out and app.was_told(new);
begin
  update app.waits wait
  set state = case when new.state <> 'expired' then 'taken' when v_lapsed then 'lapsed' else 'waiting' end::app.wait_state,
      given_up = case when v_lapsed then lower(new.during) end,
      gave_up_at = case when v_lapsed then now() end,
      untold_at = case when v_ran_out and not v_lapsed then now() end,
      was_taken_back = new.state = 'expired' and not v_ran_out
  where wait.id = new.wait_id and wait.state = 'offered';
  return null;
end
$$;

-- When a start of a type would be offered to somebody who waits: app.offer_span from when the next mail to
-- them goes out, up to the type's notice.
create or replace function app.offer_times(p_wait app.waits, p_type app.appointment_types, p_starts_at timestamptz) returns tstzrange
language plpgsql stable
as $$
begin
  return app.offer_span(
    app.mail_turn('offered', md5(p_wait.email)::uuid), p_wait.time_zone, p_starts_at,
    (select teacher.time_zone from app.teachers teacher where teacher.id = p_type.teacher_id),
    p_starts_at - make_interval(mins => p_type.notice_minutes)
  );
end
$$;

-- Whether somebody who waits may be offered a time of a type at all: one at a time, none that they could not confirm, none once
-- they have found one by themselves, and none for an hour where they could not be told of the last one.
create or replace function app.may_be_offered(p_wait app.waits, p_type app.appointment_types) returns boolean
language plpgsql stable
as $$
begin
  return not exists (
      select from app.waits other
      where other.email = p_wait.email and other.appointment_type_id = p_type.id
        and lower(other.person_name) = lower(p_wait.person_name) and other.state = 'offered'
    )
    and not app.has_found(p_wait)
    and (p_wait.untold_at is null or p_wait.untold_at <= now() - interval '1 hour')
    -- Nobody hears of it where mails come back.
    and not exists (
      select from app.mail_wishes wish where wish.addressee = md5(p_wait.email)::uuid and wish.bounced_at is not null
    )
    and (p_type.no_show_limit is null or p_type.no_show_limit > app.missed_with(p_type.teacher_id, p_wait.email))
    and (p_type.booker_cap is null or p_type.booker_cap > (
      select count(*)
      from app.bookings booking
      join app.appointments appointment on appointment.id = booking.appointment_id
      where booking.email = p_wait.email and booking.state in ('pending', 'confirmed')
        and appointment.appointment_type_id = p_type.id and appointment.ends_at > now()
    ));
end
$$;

-- Holds a seat that was just taken of an appointment for somebody who waits, and tells them: when it is their mail's turn, or when their
-- night is over; and then its time begins.
create or replace function app.make_offer(p_wait app.waits, p_type app.appointment_types, p_appointment_id uuid, p_starts_at timestamptz) returns app.bookings
language plpgsql
as $$
declare
  v_times tstzrange := app.offer_times(p_wait, p_type, p_starts_at);
  v_addressee uuid := md5(p_wait.email)::uuid;
  v_planned_at timestamptz := app.mail_turn('offered', v_addressee);
  v_booking app.bookings;
begin
  update app.waits wait set state = 'offered' where wait.id = p_wait.id;
  insert into app.bookings (appointment_id, state, held_until, extensions_left, during, wait_id)
  values (
    p_appointment_id, 'held', upper(v_times), 0,
    tstzrange(p_starts_at, p_starts_at + make_interval(mins => p_type.duration_minutes)), p_wait.id
  )
  returning * into v_booking;
  -- Its turn is now, whenever it is sent: or all that comes meanwhile would have to wait for it.
  insert into app.mails (wait_id, kind, recipient, addressee, planned_at, due_at)
  values (p_wait.id, 'offered', 'booker', v_addressee, v_planned_at, greatest(v_planned_at, lower(v_times)));
  return v_booking;
end
$$;

-- What somebody waits for, with all that its page and its mails say of it: where in line, or the seat that is offered, or that
-- its list is closed.
create or replace function app.describe_wait(p_wait app.waits) returns jsonb
language plpgsql stable
as $$
declare
  v_offer app.bookings;
  v_is_open boolean := exists (
    select from app.appointment_types type
    where type.id = p_wait.appointment_type_id and (app.waited_type(type, p_wait.duration_minutes)).id is not null
  );
begin
  select * into v_offer from app.bookings booking
  where booking.wait_id = p_wait.id and booking.wait_id is not null and booking.state <> 'expired';
  if v_offer.state = 'held' and v_offer.held_until <= now() and not app.was_told(v_offer) then
    -- Theirs no more, and they wait on.
    p_wait.state := 'waiting';
    v_offer := null;
  end if;
  return (
    select jsonb_build_object(
      'wait_id', p_wait.id, 'link_version', p_wait.link_version,
      -- One that ran out is over, whether the next one has been found yet or not.
      'state', case when v_offer.state = 'held' and v_offer.held_until <= now() then 'lapsed' else p_wait.state::text end,
      'kind', p_wait.kind, 'wanted_from', lower(p_wait.wanted), 'minutes', p_wait.duration_minutes,
      'place', case when p_wait.state = 'waiting' and v_is_open then app.place_of(p_wait) end,
      -- Nothing is offered while the teacher has the list closed; who waited keeps their place for when it is open again.
      'is_closed', not v_is_open, 'was_taken_back', p_wait.was_taken_back,
      'name', p_wait.person_name, 'email', p_wait.email, 'time_zone', p_wait.time_zone,
      'language', p_wait.language,
      'offer', case when v_offer.id is not null then app.hold_answer(v_offer) end,
      'teacher', jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone, 'school', school.name
      ),
      'type', app.describe_offer(type)
    )
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    join app.schools school on school.id = teacher.school_id
    where type.id = p_wait.appointment_type_id
  );
end
$$;

-- A mail did not arrive, as its server said at once or later: it is not sent again. p_gone: there is no such address, which then
-- gets no more reminders. A seat that it told of goes to the next one who waits, at once. Said again, it changes nothing. Refuses: NTFND.
create or replace function api.bounce_mail(p_mail_id uuid, p_gone boolean, p_why text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_mail app.mails;
  v_offer app.bookings;
  v_is_new boolean;
begin
  -- The seat before its mail, as whoever erases somebody does.
  select booking.* into v_offer
  from app.mails mail
  join app.bookings booking on booking.wait_id = mail.wait_id and booking.state = 'held' and booking.created_at <= mail.created_at
  where mail.id = bounce_mail.p_mail_id and mail.kind = 'offered';
  if found then
    v_offer := app.lock_booking(v_offer.id, v_offer.link_version);
  end if;
  update app.mails mail
  set bounced_at = now(), error = left(bounce_mail.p_why, 200),
      failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end
  where mail.id = bounce_mail.p_mail_id and mail.bounced_at is null
  returning * into v_mail;
  v_is_new := found;
  if v_is_new and p_gone then
    insert into app.mail_wishes as wish (addressee, bounced_at)
    select md5(known.email)::uuid, now()
    from (
      select booking.email from app.bookings booking where booking.id = v_mail.booking_id and v_mail.recipient = 'booker'
      union all
      select invitation.email from app.invitations invitation where invitation.id = v_mail.invitation_id
      union all
      select wait.email from app.waits wait where wait.id = v_mail.wait_id
      union all
      select booker.email from app.bookers booker where booker.id = v_mail.booker_id
    ) as known
    -- Who was erased meanwhile is nobody.
    where known.email is not null and known.email not like 'erased %'
    on conflict (addressee) do update set bounced_at = now();
  elsif not v_is_new and not exists (select from app.mails mail where mail.id = bounce_mail.p_mail_id) then
    perform app.refuse('NTFND', 'no such mail');
  end if;
  if v_is_new and v_offer.state = 'held' then
    update app.bookings booking set state = 'expired', held_until = least(booking.held_until, now()) where booking.id = v_offer.id;
    perform app.give_back_seat(v_offer.appointment_id);
  end if;
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
