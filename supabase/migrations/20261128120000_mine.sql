-- A booker's own page of all bookings under their address, with export and erasure; and calendars that are given out.

alter table app.bookings add column erased_at timestamptz;
alter table app.bookings drop constraint bookings_say_who;
alter table app.bookings add constraint bookings_say_who check (
  state in ('held', 'expired') or case
    when erased_at is null then name is not null and email is not null
    else num_nonnulls(name, email, time_zone, cancel_reason) = 0 and answers = '[]'
  end
);
create index bookings_given_up_by_booker on app.bookings (email) where (state in ('cancelled', 'declined'));
create index invitations_by_email on app.invitations (email);

-- An address that somebody asked to see all bookings of. Who opens a link that was mailed to it has shown that it is theirs.
create table app.bookers (
  id uuid primary key default gen_random_uuid(),
  email app.email not null constraint bookers_never_share_an_email unique,
  -- Raised to void every link that was mailed and every device that opened one.
  version integer not null default 1,
  created_at timestamptz not null default now()
);

-- A calendar that is given out by a secret address, one to a teacher and one to a booker. The secret itself is kept nowhere.
create table app.shared_calendars (
  secret_hash bytea primary key check (length(secret_hash) = 32),
  teacher_id uuid references app.teachers on delete cascade constraint shared_calendars_are_one_a_teacher unique,
  booker_id uuid references app.bookers on delete cascade constraint shared_calendars_are_one_a_booker unique,
  made_at timestamptz not null default now(),
  constraint shared_calendars_are_somebodys check (num_nonnulls(teacher_id, booker_id) = 1)
);

-- A mail can be about a booker's own page.
alter table app.mails add column booker_id uuid references app.bookers on delete cascade;
alter table app.mails drop constraint mails_are_about_one_thing;
alter table app.mails add constraint mails_are_about_one_thing check (num_nonnulls(booking_id, invitation_id, booker_id) = 1);
create index mails_by_booker on app.mails (booker_id, planned_at) where (booker_id is not null);
create index mails_with_an_error on app.mails (booking_id) where (error is not null);

alter table app.bookers enable row level security;
alter table app.shared_calendars enable row level security;

-- All that was ever booked under an address. Two indexes, one for what takes time and one for what was given up.
create function app.bookings_of(p_email text) returns setof app.bookings
language sql stable rows 20
as $$
  select booking.* from app.bookings booking
  where booking.email = p_email and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
  union all
  select booking.* from app.bookings booking
  where booking.email = p_email and booking.state in ('cancelled', 'declined')
$$;

-- A booking as a line of its booker's own list.
create function app.describe_own(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'booking_id', p_booking.id, 'link_version', p_booking.link_version, 'state', p_booking.state,
      'starts_at', lower(p_booking.during), 'ends_at', upper(p_booking.during), 'name', p_booking.name,
      'teacher', teacher.name, 'teacher_time_zone', teacher.time_zone, 'school', school.name, 'type', type.name,
      'place_kind', type.place_kind,
      -- As app.describe_booking has it: not for who only asks.
      'place', case
        when p_booking.decide_until is null or p_booking.confirmed_at is not null or type.place_kind = 'address' then type.place else ''
      end
    )
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    join app.schools school on school.id = teacher.school_id
    where appointment.id = p_booking.appointment_id
  );
end
$$;

-- The booker whose device or link shows this id and version. Refuses: NTFND for who is unknown, erased or was voided.
create function app.find_booker(p_booker_id uuid, p_version integer) returns app.bookers
language plpgsql stable
as $$
declare
  v_booker app.bookers;
begin
  select * into v_booker from app.bookers booker
  where booker.id = find_booker.p_booker_id and booker.version = find_booker.p_version;
  if not found then
    perform app.refuse('NTFND', 'no such booker');
  end if;
  return v_booker;
end
$$;

-- Makes all that an address has booked nameless, and its invitations; p_school_id null is everywhere, else at one school. What is
-- to come is cancelled in the same act and its teachers are told when, and no more who. Appointments, figures, places and
-- draws stay as they are. p_late: whatever the cutoff. Twice is once. Gives {cancelled, erased, teachers: [handles]}: whose
-- slots changed. Refuses: LATE0 where something comes too soon to be cancelled.
create function app.erase_booker(p_email text, p_school_id uuid, p_late boolean) returns jsonb
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
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, erased_at = now(),
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
  where booker.email = p_email and (p_school_id is null or (
    not exists (select from app.bookings_of(p_email))
    and not exists (select from app.invitations invitation where invitation.email = p_email)
  ));
  return jsonb_build_object(
    'cancelled', cardinality(v_coming), 'erased', cardinality(v_bookings) + cardinality(v_invitations) + cardinality(v_waits), 'teachers', v_teachers
  );
end
$$;

-- Mails a link to all bookings of an address to that address, where there are any: once a minute and six times an hour at most,
-- in its turn among its other mails. The answer is the same for every address.
create function api.ask_mine(p_email text) returns void
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
  on conflict on constraint bookers_never_share_an_email do nothing;
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

-- Whether a link that was mailed still opens its booker's page: until p_until by the database's clock. It can be opened as often
-- as one likes. Refuses: NTFND, WRONG where its time is over.
create function api.visit_mine(p_booker_id uuid, p_version integer, p_until timestamptz) returns void
language plpgsql stable security definer set search_path = ''
as $$
begin
  perform app.find_booker(visit_mine.p_booker_id, visit_mine.p_version);
  if p_until < now() then
    perform app.refuse('WRONG', 'the link has run out');
  end if;
end
$$;

-- Voids every link to a booker's page and every device that opened one. Twice is once. Refuses: nothing.
create function api.leave_mine(p_booker_id uuid, p_version integer) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.bookers booker set version = booker.version + 1
  where booker.id = leave_mine.p_booker_id and booker.version = leave_mine.p_version
$$;

-- A page of all bookings under a booker's address: what is not over yet by its start, or with p_past what is, the last ones
-- first. Gives {email, time_zone, shared_at, bookings: [describe_own], next: {at, id} to pass on as p_after_…, or null};
-- time_zone is the one of the newest booking, shared_at since when there is a calendar to subscribe to. Refuses: NTFND.
create function api.list_mine(
  p_booker_id uuid, p_version integer, p_past boolean, p_after_at timestamptz, p_after_id uuid, p_limit integer
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(list_mine.p_booker_id, list_mine.p_version);
begin
  return (
    with own as materialized (
      select booking.id, lower(booking.during) as at, upper(booking.during) < now() as is_past, booking.time_zone, booking.created_at
      from app.bookings_of(v_booker.email) as booking
    ),
    page as materialized (
      select own.id, own.at, row_number() over (
        order by extract(epoch from own.at) * case when p_past then -1 else 1 end, own.id
      ) as place
      from own
      where own.is_past = p_past and (
        p_after_at is null or own.at = p_after_at and own.id > p_after_id
        or case when p_past then own.at < p_after_at else own.at > p_after_at end
      )
      order by place
      limit p_limit + 1
    )
    select jsonb_build_object(
      'email', v_booker.email,
      'time_zone', (select own.time_zone from own order by own.created_at desc limit 1),
      'shared_at', (select shared.made_at from app.shared_calendars shared where shared.booker_id = v_booker.id),
      'bookings', (
        select coalesce(jsonb_agg(app.describe_own(booking) order by page.place), '[]')
        from page join app.bookings booking on booking.id = page.id
        where page.place <= p_limit
      ),
      'next', (
        select jsonb_build_object('at', page.at, 'id', page.id) from page
        where page.place = p_limit and exists (select from page as more where more.place > p_limit)
      )
    )
  );
end
$$;

-- All that is held of a booker's address, as it is stored: what was booked with what was answered, invitations with the places
-- that were taken by them, mails, and the calendar that is given out. Refuses: NTFND.
create function api.export_mine(p_booker_id uuid, p_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(export_mine.p_booker_id, export_mine.p_version);
begin
  return jsonb_build_object(
    'email', v_booker.email,
    'exported_at', now(),
    'first_asked_at', v_booker.created_at,
    'bookings', (
      -- Whatever column a booking gets: it is theirs.
      select coalesce(jsonb_agg(
        (app.describe_own(booking) || to_jsonb(booking))
        - '{id,appointment_id,student,during,link_version,extensions_left,ticket_id,wait_id}'::text[]
        order by booking.during, booking.id
      ), '[]')
      from app.bookings_of(v_booker.email) as booking
    ),
    'invitations', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'opening', opening.name, 'school', school.name, 'name', invitation.name, 'asked', invitation.asked,
        'created_at', invitation.created_at, 'revoked_at', invitation.revoked_at,
        'place', case when ticket.id is not null then
          to_jsonb(ticket) - '{opening_id,group_id,invitation_id}'::text[]
        end
      ) order by invitation.created_at, invitation.id), '[]')
      from app.invitations invitation
      join app.openings opening on opening.id = invitation.opening_id
      join app.schools school on school.id = opening.school_id
      left join app.tickets ticket on ticket.invitation_id = invitation.id
      where invitation.email = v_booker.email
    ),
    'waiting_for', (
      select coalesce(jsonb_agg(
        to_jsonb(wait) - '{appointment_type_id,link_version}'::text[] || jsonb_build_object('type', type.name, 'teacher', teacher.name)
        order by wait.created_at, wait.id
      ), '[]')
      from app.waits wait
      join app.appointment_types type on type.id = wait.appointment_type_id
      join app.teachers teacher on teacher.id = type.teacher_id
      where wait.email = v_booker.email
    ),
    'mails', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'kind', mail.kind, 'booking_id', mail.booking_id, 'planned_at', mail.planned_at, 'sent_at', mail.sent_at,
        'failed_at', mail.failed_at, 'error', mail.error
      ) order by mail.planned_at, mail.id), '[]')
      from app.mails mail where mail.addressee in (
        md5(v_booker.email)::uuid, md5('teacher ' || v_booker.email)::uuid, md5('reminders ' || v_booker.email)::uuid
      )
    ),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.booker_id = v_booker.id)
  );
end
$$;

-- Erases a booker at their own wish, and with them every link and device (app.erase_booker). Refuses: NTFND, LATE0.
create function api.erase_mine(p_booker_id uuid, p_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  return app.erase_booker((app.find_booker(erase_mine.p_booker_id, erase_mine.p_version)).email, null, false);
end
$$;

-- Gives a booker's calendar a new secret address, of which only a hash comes here, and voids the one before; p_secret_hash null
-- takes it away. Refuses: NTFND.
create function api.share_mine(p_booker_id uuid, p_version integer, p_secret_hash text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(share_mine.p_booker_id, share_mine.p_version);
begin
  delete from app.shared_calendars shared where shared.booker_id = v_booker.id and p_secret_hash is null;
  insert into app.shared_calendars (booker_id, secret_hash)
  select v_booker.id, decode(p_secret_hash, 'hex') where p_secret_hash is not null
  on conflict on constraint shared_calendars_are_one_a_booker
  do update set secret_hash = excluded.secret_hash, made_at = now();
end
$$;

-- Gives a teacher's own appointments a new secret address, of which only a hash comes here, and voids the one before;
-- p_secret_hash null takes it away. Refuses: DNIED.
create function api.share_desk(p_user_id uuid, p_secret_hash text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(share_desk.p_user_id);
begin
  delete from app.shared_calendars shared where shared.teacher_id = v_teacher.id and p_secret_hash is null;
  insert into app.shared_calendars (teacher_id, secret_hash)
  select v_teacher.id, decode(p_secret_hash, 'hex') where p_secret_hash is not null
  on conflict on constraint shared_calendars_are_one_a_teacher
  do update set secret_hash = excluded.secret_hash, made_at = now();
end
$$;

-- What a calendar with a secret address shows, from thirty days ago on, by start, at most 3,000 entries. A booker's has
-- {bookings: [describe_booking with changed_at]}; a teacher's {teacher, time_zone, appointments: [{id, starts_at, ends_at, seats, changed_at, type,
-- place_kind, place, bookings: [{id, state, name, email, moves}]}]}. What was cancelled is not in it. Refuses: NTFND.
create function api.read_shared(p_secret_hash text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shared app.shared_calendars;
  v_since timestamptz := now() - interval '30 days';
begin
  select * into v_shared from app.shared_calendars shared where shared.secret_hash = decode(p_secret_hash, 'hex');
  if not found then
    perform app.refuse('NTFND', 'no such calendar');
  elsif v_shared.booker_id is not null then
    return jsonb_build_object('bookings', (
      select coalesce(jsonb_agg(
        app.describe_booking(booking) || jsonb_build_object('changed_at', coalesce(booking.confirmed_at, booking.created_at))
        order by booking.during, booking.id
      ), '[]')
      from (
        select own.* from app.bookers booker
        cross join lateral app.bookings_of(booker.email) as own
        where booker.id = v_shared.booker_id and upper(own.during) > v_since
          and own.state in ('pending', 'confirmed', 'completed', 'no_show')
        order by own.during, own.id
        limit 3000
      ) as booking
    ));
  end if;
  return (
    select jsonb_build_object('teacher', teacher.name, 'time_zone', teacher.time_zone, 'appointments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', shown.id, 'starts_at', shown.starts_at, 'ends_at', shown.ends_at, 'seats', shown.seats,
        'changed_at', shown.changed_at, 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
        'bookings', shown.bookings
      ) order by shown.starts_at, shown.id), '[]')
      from (
        select appointment.*, booked.bookings, booked.changed_at
        from app.appointments appointment
        cross join lateral (
          select max(coalesce(booking.confirmed_at, booking.created_at)) as changed_at, jsonb_agg(jsonb_build_object(
            'id', booking.id, 'state', booking.state, 'name', booking.name, 'email', booking.email, 'moves', booking.moves
          ) order by booking.name, booking.id) as bookings
          from app.bookings booking
          where booking.appointment_id = appointment.id
            and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
        ) as booked
        where appointment.teacher_id = teacher.id and appointment.cancelled_at is null
          and appointment.busy && tstzrange(v_since, null) and booked.bookings is not null
        order by appointment.starts_at
        limit 3000
      ) as shown
      join app.appointment_types type on type.id = shown.appointment_type_id
    ))
    from app.teachers teacher where teacher.id = v_shared.teacher_id
  );
end
$$;

-- What is held of a teacher beside their bookings (those are api.list_bookings'), as it is stored, without what is secret: the
-- profile, schedules, types, absences, calendars from elsewhere, teams, and since when their own calendar is given out.
-- Refuses: DNIED.
create function api.export_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(export_desk.p_user_id);
begin
  return jsonb_build_object(
    'teacher', to_jsonb(v_teacher) - '{user_id,search,school_id}'::text[],
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name), '[]')
      from app.schedules schedule where schedule.teacher_id = v_teacher.id
    ),
    'types', (
      select coalesce(jsonb_agg(app.describe_type(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = v_teacher.id
    ),
    'absences', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'starts_at', lower(busy.during), 'ends_at', upper(busy.during), 'note', busy.note
      ) order by busy.during, busy.id), '[]')
      from app.busy_times busy where busy.teacher_id = v_teacher.id and busy.feed_id is null
    ),
    'calendars', (
      select coalesce(jsonb_agg(app.describe_feed(feed) - '{sealed_url,is_reading}'::text[] order by feed.created_at, feed.id), '[]')
      from app.busy_feeds feed where feed.teacher_id = v_teacher.id
    ),
    'teams', (
      select coalesce(jsonb_agg(team.name order by team.name), '[]')
      from app.team_members member join app.teams team on team.id = member.team_id
      where member.teacher_id = v_teacher.id
    ),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.teacher_id = v_teacher.id)
  );
end
$$;

-- Erases a booker at their request by the office: what they have at this school, whatever the cutoff (app.erase_booker).
-- Nothing tells whether there was anything elsewhere. Refuses: DNIED.
create function api.erase_booker(p_user_id uuid, p_email text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  return app.erase_booker(erase_booker.p_email, (app.find_office(erase_booker.p_user_id)).school_id, true);
end
$$;

-- What is held of a school beside its bookings (those are api.list_bookings'): the staff, its teachers, teams and openings, with
-- whom it invited. Refuses: DNIED.
create function api.export_school(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_school_id uuid := (app.find_office(export_school.p_user_id)).school_id;
begin
  return jsonb_build_object(
    'school', (
      select to_jsonb(school) - 'id' from app.schools school where school.id = v_school_id
    ),
    'staff', (
      select coalesce(jsonb_agg(staff.email order by staff.email), '[]') from app.staff staff where staff.school_id = v_school_id
    ),
    'teachers', (
      select coalesce(jsonb_agg(
        to_jsonb(teacher) - '{user_id,search,school_id,code_asked_at}'::text[] order by teacher.name, teacher.handle
      ), '[]')
      from app.teachers teacher where teacher.school_id = v_school_id
    ),
    'teams', (
      select coalesce(jsonb_agg(app.describe_team(team) order by team.name, team.handle), '[]')
      from app.teams team where team.school_id = v_school_id
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) || jsonb_build_object('invitations', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'email', invitation.email, 'name', invitation.name, 'asked', invitation.asked,
          'created_at', invitation.created_at, 'revoked_at', invitation.revoked_at
        ) order by invitation.email), '[]')
        from app.invitations invitation where invitation.opening_id = opening.id
      )) order by opening.created_at, opening.id), '[]')
      from app.openings opening where opening.school_id = v_school_id
    )
  );
end
$$;

-- A teacher's calendars from elsewhere, in the order they were added, and since when their own is given out.
-- Gives {feeds: [{id, version, name, sealed_url, read_at, due_at, failures, trouble, is_reading, times}], outside, shared_at}.
-- Refuses: DNIED.
create or replace function api.list_feeds(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_feeds.p_user_id);
begin
  return jsonb_build_object(
    'feeds', (
      select coalesce(jsonb_agg(app.describe_feed(feed) order by feed.created_at, feed.id), '[]')
      from app.busy_feeds feed where feed.teacher_id = v_teacher.id
    ),
    'outside', app.outside(v_teacher.id),
    'shared_at', (select shared.made_at from app.shared_calendars shared where shared.teacher_id = v_teacher.id)
  );
end
$$;

-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, and all its series with it, or an invitation that was revoked meanwhile, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation, booker}], two of the last three null; a booker is {booker_id,
-- version, email}.
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
        when invitation.revoked_at is not null then 'revoked meanwhile'
        when exists (
          select from app.openings opening
          where opening.id = invitation.opening_id and (opening.ended_at is not null or opening.closes_at <= now())
        ) then 'over meanwhile'
      end as given_up
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
      set attempts = mail.attempts + 1,
          due_at = now() + make_interval(secs => take_mails.p_lease_seconds * power(2, least(mail.attempts, 10)))
      from due where mail.id = due.id and due.given_up is null
      returning mail.*
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', taken.id, 'kind', taken.kind, 'recipient', taken.recipient, 'created_at', taken.created_at,
      'booking', case when booking.id is not null then app.describe_booking(booking) end,
      'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end,
      'booker', case when booker.id is not null then
        jsonb_build_object('booker_id', booker.id, 'version', booker.version, 'email', booker.email)
      end
    ) order by taken.created_at), '[]'), (select count(*) from given_up)
    into v_taken, v_given_up
    from taken
    left join app.bookings booking on booking.id = taken.booking_id
    left join app.invitations invitation on invitation.id = taken.invitation_id
    left join app.bookers booker on booker.id = taken.booker_id;
    -- Behind those that are given up more may be due.
    exit when v_taken <> '[]' or v_given_up = 0;
  end loop;
  return v_taken;
end
$$;

revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
