-- Rather not at all than with every booking behind it: run it again if it could not have its locks.
set lock_timeout = '2s';
create extension if not exists pgcrypto with schema extensions;
alter type app.mail_kind add value 'invited';
create type app.opening_audience as enum ('anyone', 'invited');
-- They take one parameter more, which the ones before it can do without.
drop function api.book_slot(text, text, text, timestamptz, text, text, text);
drop function api.hold_slot(text, text, text, timestamptz);
-- Who looks after a whole school: its openings, and bookings for those who cannot book themselves.
create table app.staff (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  email app.email not null constraint staff_never_share_an_email unique,
  -- The Auth user, bound at the first sign-in with the address above.
  user_id uuid unique,
  code_asked_at timestamptz,
  created_at timestamptz not null default now()
);
create index staff_by_school on app.staff (school_id);
-- The instant from which something can be booked: a type, a teacher's types, or a whole school's.
create table app.openings (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  -- Both null for the whole school.
  teacher_id uuid references app.teachers on delete restrict,
  appointment_type_id uuid references app.appointment_types on delete restrict,
  name text not null check (length(name) between 1 and 120),
  audience app.opening_audience not null,
  waiting_room boolean not null,
  -- Whether who books shows a ticket. Else the clock alone decides.
  by_ticket boolean not null generated always as (waiting_room or audience = 'invited') stored,
  bookings_each integer not null check (bookings_each between 1 and 50),
  -- From when a place can be taken.
  joins_at timestamptz not null,
  -- The first group's.
  opens_at timestamptz not null,
  closes_at timestamptz,
  version integer not null default 1,
  paused_at timestamptz,
  -- Nothing more can be booked of it; what was booked stands.
  ended_at timestamptz,
  -- Its types are free to be booked by everybody again.
  released_at timestamptz,
  created_at timestamptz not null default now(),
  constraint openings_are_joined_before_they_open check (joins_at <= opens_at),
  constraint openings_close_after_they_open check (closes_at > opens_at),
  constraint openings_are_of_one_thing check (num_nonnulls(teacher_id, appointment_type_id) <= 1)
);
create index openings_by_school on app.openings (school_id, created_at);

-- Which of them a type waits for, so that a booking looks at one column where there is none.
alter table app.appointment_types add column opening_id uuid references app.openings on delete restrict;
create index appointment_types_by_opening on app.appointment_types (opening_id) where (opening_id is not null);
-- What happened in an opening, for whoever asks later. Nothing changes or deletes a row.
create table app.opening_events (
  id bigint primary key generated always as identity,
  opening_id uuid not null references app.openings on delete restrict,
  at timestamptz not null default clock_timestamp(),
  -- 'drawn', 'admitted', 'paced', 'paused', 'resumed', 'slowed', 'ended', 'released', 'saved', 'booked_for'
  kind text not null check (length(kind) between 1 and 40),
  -- The staff member; null for what the clock did.
  actor app.email,
  detail jsonb not null default '{}'
);
create index opening_events_by_opening on app.opening_events (opening_id, id);
-- Who comes at the same time. Each group has a draw of its own, whose seed is promised by its hash and told afterwards.
create table app.opening_groups (
  id uuid primary key default gen_random_uuid(),
  opening_id uuid not null references app.openings on delete cascade,
  position smallint not null check (position between 0 and 19),
  name text not null check (length(name) between 1 and 120),
  opens_at timestamptz not null,
  seed bytea not null default extensions.gen_random_bytes(32) check (length(seed) = 32),
  commitment bytea not null generated always as (sha256(seed)) stored,
  -- When the draw was closed: how many were in it, and the hash of who.
  drawn_at timestamptz,
  drawn_count integer not null default 0,
  tickets_hash bytea,
  -- Whose turn it is or was: ranks below the one, and numbers of the tail up to the other.
  served_below bigint not null default 0 check (served_below between 0 and 4294967296),
  drawn_served integer not null default 0,
  tail_count integer not null default 0,
  tail_served integer not null default 0 check (tail_served between 0 and tail_count),
  unique (opening_id, position),
  unique (id, opening_id),
  constraint groups_are_drawn_once_and_say_of_whom check ((drawn_at is null) = (tickets_hash is null))
);
-- One family's way into an opening: a personal link, by mail. Whoever may come without being invited asks for one.
create table app.invitations (
  id uuid primary key default gen_random_uuid(),
  opening_id uuid not null,
  group_id uuid not null,
  email app.email not null,
  name app.person_name,
  link_version app.link_version not null default 1,
  -- Asked for by who may come uninvited, and not sent by the school.
  asked boolean not null default false,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint invitations_are_to_a_group_of_their_opening
    foreign key (group_id, opening_id) references app.opening_groups (id, opening_id) on delete restrict,
  constraint invitations_are_one_an_address unique (opening_id, email)
);
create index invitations_by_group on app.invitations (group_id);

alter table app.mails alter column booking_id drop not null;
alter table app.mails add column invitation_id uuid references app.invitations on delete cascade;
alter table app.mails add constraint mails_are_about_one_thing check (num_nonnulls(booking_id, invitation_id) = 1);
create index mails_by_invitation on app.mails (invitation_id, planned_at) where (invitation_id is not null);
-- How fast an opening with a waiting room lets people in. Beside it, since it is written every second and read by no booking.
create table app.opening_paces (
  opening_id uuid primary key references app.openings on delete cascade,
  -- People a second: now, and at most, as staff have it.
  pace real not null default 20 check (pace >= 0.1),
  pace_most real not null default 500 check (pace_most >= 0.1),
  -- What is left of a person, for the next second.
  credit real not null default 0,
  paced_at timestamptz,
  eased_at timestamptz,
  why text not null default 'steady',
  -- As counted last: seats that are free (at most 2,000 are counted), and holds that may still come back.
  free_seats integer not null default 0,
  free_by_teacher jsonb not null default '{}',
  held_seats integer not null default 0,
  count_at timestamptz,
  -- Up to which teacher they were counted, where it takes more than one step; null when all were.
  counted_to uuid,
  -- Admitted or called, and not yet holding anything.
  choosing integer not null default 0,
  -- How many more may be called before seats are counted again.
  room integer not null default 0
);
-- A place in an opening: one for each invitation, however many tabs and devices.
create table app.tickets (
  id uuid primary key default gen_random_uuid(),
  opening_id uuid not null,
  group_id uuid not null,
  invitation_id uuid not null references app.invitations on delete restrict constraint tickets_are_one_an_invitation unique,
  joined_at timestamptz not null,
  -- The first 32 bits of HMAC-SHA-256 (seed, id), for who came before the draw; told to nobody before it.
  rank bigint check (rank between 0 and 4294967295),
  -- The place behind the draw, in the order of arrival.
  tail_no integer,
  -- When its turn came, when it first took its pass, and until when the pass holds.
  offered_at timestamptz,
  admitted_at timestamptz,
  pass_until timestamptz,
  left_at timestamptz,
  constraint tickets_are_of_a_group_of_their_opening
    foreign key (group_id, opening_id) references app.opening_groups (id, opening_id) on delete restrict,
  constraint tickets_are_drawn_or_come_after check (num_nonnulls(rank, tail_no) <= 1)
);
-- Of all of a group, drawn or not.
create index tickets_by_rank on app.tickets (group_id, rank);
create unique index tickets_by_tail_no on app.tickets (group_id, tail_no) where (tail_no is not null);
create index tickets_to_be_numbered on app.tickets (group_id, joined_at, id) where (rank is null and tail_no is null);
create index tickets_offered on app.tickets (opening_id, offered_at) where (offered_at is not null);
create index tickets_with_a_pass on app.tickets (opening_id, pass_until) where (pass_until is not null);

-- By which ticket it was booked.
alter table app.bookings add column ticket_id uuid references app.tickets on delete restrict;
create index bookings_by_ticket on app.bookings (ticket_id) where (ticket_id is not null);
-- Whether a type's opening is over.
create function app.has_closed(p_type app.appointment_types) returns boolean
language plpgsql stable
as $$
begin
  return p_type.opening_id is not null and exists (
    select from app.openings opening
    where opening.id = p_type.opening_id and (opening.ended_at is not null or opening.closes_at <= now())
  );
end
$$;
-- From when a type can be booked, by itself and by its opening; null is open already. A group that comes later is not in it.
create function app.opens_at(p_type app.appointment_types) returns timestamptz
language plpgsql stable
as $$
begin
  if p_type.opening_id is null then
    return p_type.opens_at;
  end if;
  return greatest(p_type.opens_at, (select opening.opens_at from app.openings opening where opening.id = p_type.opening_id));
end
$$;
-- When a type can be booked by who asks at that instant: after its notice and before its horizon.
create function app.window_at(p_type app.appointment_types, p_at timestamptz) returns tstzrange
language plpgsql immutable
as $$
begin
  return tstzrange(
    p_at + make_interval(mins => p_type.notice_minutes),
    -- A day of 24 hours: the session's zone has no say.
    p_at + greatest(make_interval(hours => 24 * p_type.horizon_days), make_interval(mins => p_type.notice_minutes))
  );
end
$$;
-- When a type can be booked at all, by the database's clock; empty until it opens, and when its opening is over.
create or replace function app.bookable_window(p_type app.appointment_types) returns tstzrange
language plpgsql stable
as $$
begin
  if app.opens_at(p_type) > now() or app.has_closed(p_type) then
    return 'empty';
  end if;
  return app.window_at(p_type, now());
end
$$;
-- A ticket's place in the draw, which anybody can compute once the seed is told.
create function app.rank_of(p_seed bytea, p_ticket_id uuid) returns bigint
language sql immutable
as $$
  select ('x' || encode(substring(
    extensions.hmac(convert_to(p_ticket_id::text, 'UTF8'), p_seed, 'sha256') from 1 for 4
  ), 'hex'))::bit(32)::bigint
$$;
-- The ticket by which somebody wants to book now, locked until this is over. After the booker's turn and before any
-- seat's, so that nobody waits in a circle. Refuses QUEUE where it has no pass, or shows one that came by an older link.
create function app.lock_ticket(p_opening_id uuid, p_ticket_id uuid, p_link_version integer) returns app.tickets
language plpgsql
as $$
declare
  v_ticket app.tickets;
begin
  select * into v_ticket from app.tickets ticket
  where ticket.id = p_ticket_id and ticket.opening_id = p_opening_id
  for update;
  if not found or v_ticket.pass_until is null or v_ticket.pass_until <= now() or not exists (
    select from app.invitations invitation
    where invitation.id = v_ticket.invitation_id and invitation.link_version = p_link_version
  ) then
    perform app.refuse('QUEUE', 'no pass for this opening');
  end if;
  return v_ticket;
end
$$;
-- The ticket behind a hold, if there is one, locked in its place in the order: after the booker's turn, before any seat's.
create function app.lock_ticket_of(p_booking_id uuid) returns void
language plpgsql
as $$
begin
  perform from app.tickets ticket
  where ticket.id = (select booking.ticket_id from app.bookings booking where booking.id = p_booking_id)
  for update;
end
$$;
-- How many seats a ticket has, those it holds just now included; the one that is asked about is not counted.
create function app.booked_by_ticket(p_ticket_id uuid, p_but uuid) returns bigint
language plpgsql stable
as $$
begin
  return (
    select count(*) from app.bookings booking
    where booking.ticket_id = p_ticket_id
      and booking.id is distinct from p_but
      and (booking.state in ('pending', 'confirmed', 'completed', 'no_show') or booking.state = 'held' and booking.held_until > now())
  );
end
$$;
-- Refuses who may not book in a type's opening now, by the database's clock: CLOSD, QUEUE, LIMIT. Gives the ticket that it
-- is booked by: none where none is asked for, though a pass for something else was shown.
create function app.require_admission(p_opening_id uuid, p_ticket_id uuid, p_link_version integer) returns uuid
language plpgsql
as $$
declare
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening where opening.id = p_opening_id;
  if v_opening.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif v_opening.by_ticket then
    perform app.lock_ticket(p_opening_id, p_ticket_id, p_link_version);
    if app.booked_by_ticket(p_ticket_id, null) >= v_opening.bookings_each then
      perform app.refuse('LIMIT', 'as many bookings as one ticket is good for');
    end if;
    return p_ticket_id;
  end if;
  return null;
end
$$;
-- A hold outlives its ticket's pass and the hour at which its opening closes, so that who types slowly still succeeds; but
-- not that staff end it, and not the share that one ticket is good for. Nor does a hold from before there was this opening
-- come before those who wait for their turn in it. Refuses: CLOSD, QUEUE, LIMIT.
create function app.require_right_to_confirm(p_opening_id uuid, p_booking app.bookings) returns void
language plpgsql stable
as $$
declare
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening where opening.id = p_opening_id;
  if v_opening.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_opening.ended_at is not null then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif not v_opening.by_ticket then
    return;
  elsif not exists (
    select from app.tickets ticket where ticket.id = p_booking.ticket_id and ticket.opening_id = p_opening_id
  ) then
    perform app.refuse('QUEUE', 'held by no ticket of this opening');
  elsif app.booked_by_ticket(p_booking.ticket_id, p_booking.id) >= v_opening.bookings_each then
    perform app.refuse('LIMIT', 'as many bookings as one ticket is good for');
  end if;
end
$$;
-- What one booker may have of an opening that asks for no ticket: LIMIT past it. By address, whose turn it is. What was
-- booked of the same types before it is not of it.
create function app.require_share(p_opening_id uuid, p_email text) returns void
language plpgsql
as $$
begin
  if exists (
    select from app.openings opening
    where opening.id = p_opening_id and not opening.by_ticket and opening.bookings_each <= (
      select count(*)
      from app.bookings booking
      join app.appointments appointment on appointment.id = booking.appointment_id
      join app.appointment_types type on type.id = appointment.appointment_type_id
      where booking.email = p_email and booking.state in ('pending', 'confirmed') and type.opening_id = opening.id
        and coalesce(booking.confirmed_at, booking.created_at) >= greatest(opening.opens_at, opening.created_at)
    )
  ) then
    perform app.refuse('LIMIT', 'as many bookings of this opening as one booker may have');
  end if;
end
$$;
-- The staff member whom an Auth user is, or DNIED.
create function app.find_office(p_user_id uuid) returns app.staff
language plpgsql stable
as $$
declare
  v_staff app.staff;
begin
  select * into v_staff from app.staff staff where staff.user_id = find_office.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not of the staff');
  end if;
  return v_staff;
end
$$;
-- An opening of the school that an Auth user is staff of. Refuses: DNIED, and NTFND for another school's.
create function app.find_own_opening(p_user_id uuid, p_opening_id uuid) returns app.openings
language plpgsql stable
as $$
declare
  v_staff app.staff := app.find_office(p_user_id);
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening
  where opening.id = p_opening_id and opening.school_id = v_staff.school_id;
  if not found then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  return v_opening;
end
$$;
-- Tells each type of a school which opening it waits for: the narrowest there is, and of two the newest. One that is over
-- keeps its types closed until it is released; but the next one that is made of them, however wide, takes them for good.
create function app.assign_openings(p_school_id uuid) returns void
language plpgsql
as $$
begin
  -- One at a time in a school, so that each sees what the one before has made.
  perform pg_advisory_xact_lock(hashtextextended(p_school_id::text, 4));
  update app.appointment_types type set opening_id = chosen.opening_id
  from (
    select each.id, (
      with fitting as (
        select * from app.openings opening
        where opening.school_id = p_school_id
          and coalesce(opening.appointment_type_id, each.id) = each.id
          and coalesce(opening.teacher_id, teacher.id) = teacher.id
      )
      select opening.id from fitting opening
      where opening.released_at is null and not exists (
        select from fitting newer
        where newer.created_at > opening.created_at and newer.created_at >= least(opening.ended_at, opening.closes_at)
      )
      order by (opening.appointment_type_id is not null) desc, (opening.teacher_id is not null) desc, opening.created_at desc
      limit 1
    ) as opening_id
    from app.teachers teacher
    join app.appointment_types each on each.teacher_id = teacher.id
    where teacher.school_id = p_school_id
  ) as chosen
  where type.id = chosen.id and type.opening_id is distinct from chosen.opening_id;
end
$$;
-- Whether a place is still that of who took it by a link of this version: not of one that was revoked or sent anew since.
create function app.is_good(p_ticket app.tickets, p_link_version integer) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.invitations invitation
    where invitation.id = p_ticket.invitation_id and invitation.link_version = p_link_version and invitation.revoked_at is null
  );
end
$$;
create function app.log_opening(p_opening_id uuid, p_kind text, p_actor text, p_detail jsonb) returns void
language plpgsql
as $$
begin
  insert into app.opening_events (opening_id, kind, actor, detail) values (p_opening_id, p_kind, p_actor, p_detail);
end
$$;
-- The sum of an object's numbers, up to 2,000.
create function app.sum_of(p_counts jsonb) returns integer
language plpgsql immutable
as $$
begin
  return (select least(coalesce(sum(each.value::integer), 0), 2000) from jsonb_each_text(p_counts) as each);
end
$$;
-- How many want a seat just now: called within a minute and not come yet, or come in within three, and
-- nothing booked or held. Who takes longer may still book, and have more time for it, but no seat waits for them.
create function app.count_choosing(p_opening_id uuid) returns integer
language plpgsql stable
as $$
begin
  return (
    select count(*) from app.tickets ticket
    where ticket.opening_id = p_opening_id and ticket.offered_at > now() - interval '1 minute'
      and ticket.admitted_at is null and ticket.left_at is null
  ) + (
    select count(*) from app.tickets ticket
    where ticket.opening_id = p_opening_id and ticket.pass_until > now() and ticket.admitted_at > now() - interval '3 minutes'
      and not exists (
        select from app.bookings booking
        where booking.ticket_id = ticket.id
          and (booking.state in ('pending', 'confirmed') or booking.state = 'held' and booking.held_until > now())
      )
  );
end
$$;
-- Holds by tickets of an opening that still stand, and may come back.
create function app.count_held(p_opening_id uuid) returns integer
language plpgsql stable
as $$
begin
  return (
    select count(*)
    from app.tickets ticket
    join app.bookings booking on booking.ticket_id = ticket.id
    -- A hold outlives the pass by what it can be extended.
    where ticket.opening_id = p_opening_id and ticket.pass_until > now() - interval '12 hours'
      and booking.state = 'held' and booking.held_until > now()
  );
end
$$;
-- Counts an opening's free seats by its teachers' handles, from where the last step stopped, for half a second at most: what
-- it does not come to stays as it was. Those without any are not in it, and once there are 2,000 it is enough: starts that
-- overlap, of types that share a teacher's time, each count. Gives the row changed, not saved.
create function app.count_seats(p_pace app.opening_paces) returns app.opening_paces
language plpgsql volatile
as $$
declare
  v_pace app.opening_paces := p_pace;
  v_began timestamptz := clock_timestamp();
  v_teacher record;
  v_free integer;
  v_whole boolean := p_pace.counted_to is null;
begin
  if v_whole then
    v_pace.free_seats := 0;
  end if;
  for v_teacher in
    select teacher.id, teacher.handle, array_agg(type order by type.id) as types
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    where type.opening_id = p_pace.opening_id and type.retired_at is null
      and (p_pace.counted_to is null or teacher.id > p_pace.counted_to)
    group by teacher.id, teacher.handle
    order by teacher.id
  loop
    v_free := (
      select coalesce(sum(free.seats_left), 0)
      from unnest(v_teacher.types) as type
      cross join lateral app.bookable_window(type) as bookable
      cross join lateral app.free_slots(type, lower(bookable), upper(bookable)) as free
      where not isempty(bookable)
    );
    v_pace.free_by_teacher := v_pace.free_by_teacher - v_teacher.handle
      || case when v_free > 0 then jsonb_build_object(v_teacher.handle, v_free) else '{}' end;
    v_pace.counted_to := v_teacher.id;
    if v_whole then
      v_pace.free_seats := v_pace.free_seats + v_free;
      if v_pace.free_seats >= 2000 then
        v_pace.counted_to := null;
        v_pace.free_seats := 2000;
        return v_pace;
      end if;
    end if;
    if clock_timestamp() > v_began + interval '500 milliseconds' then
      -- Nothing is sold out before all have been looked at.
      v_pace.free_seats := greatest(1, app.sum_of(v_pace.free_by_teacher));
      return v_pace;
    end if;
  end loop;
  v_pace.counted_to := null;
  v_pace.free_seats := app.sum_of(v_pace.free_by_teacher);
  return v_pace;
end
$$;
-- Closes the draw of each group whose time has come: from now on its ranks stand, and who comes later is behind them.
-- Whoever is joining has a shared lock on the group, so that nobody is half in.
create function app.draw_groups(p_opening_id uuid) returns void
language plpgsql
as $$
declare
  v_group app.opening_groups;
begin
  for v_group in
    select * from app.opening_groups each
    where each.opening_id = p_opening_id and each.drawn_at is null and each.opens_at <= now()
    order by each.position
  loop
    perform pg_advisory_xact_lock(hashtextextended(v_group.id::text, 2));
    update app.opening_groups each
    set drawn_at = clock_timestamp(), drawn_count = drawn.count, tickets_hash = drawn.hash
    from (
      select count(*) as count, sha256(convert_to(coalesce(string_agg(ticket.id::text, E'\n' order by ticket.id), ''), 'UTF8')) as hash
      from app.tickets ticket where ticket.group_id = v_group.id and ticket.rank is not null
    ) as drawn
    -- It may have been moved while this waited for it.
    where each.id = v_group.id and each.drawn_at is null and each.opens_at <= now()
    returning each.* into v_group;
    continue when not found;
    perform app.log_opening(p_opening_id, 'drawn', null, jsonb_build_object(
      'group', v_group.position, 'tickets', v_group.drawn_count, 'tickets_hash', encode(v_group.tickets_hash, 'hex')
    ));
  end loop;
end
$$;
-- Gives numbers to those who came after the draw, in the order in which they came. Once a second for all of them, so that
-- nobody who joins waits for another.
create function app.number_tails(p_opening_id uuid) returns void
language plpgsql
as $$
declare
  v_group_id uuid;
  v_until timestamptz;
begin
  for v_group_id in
    select each.id from app.opening_groups each
    where each.opening_id = p_opening_id and each.drawn_at is not null and exists (
      select from app.tickets late where late.group_id = each.id and late.rank is null and late.tail_no is null
    )
    order by each.position
  loop
    -- Whoever is joining has looked at the clock and may not be seen yet: all who did before v_until are waited for.
    begin
      perform pg_advisory_xact_lock(hashtextextended(v_group_id::text, 2));
      v_until := clock_timestamp();
      -- Nothing but the end of its block gives such a lock back before all is done, and the next are waiting.
      raise exception using errcode = 'UNLCK';
    exception when sqlstate 'UNLCK' then null;
    end;
    with numbered as (
      update app.tickets ticket set tail_no = arrived.no
      from (
        select late.id, (each.tail_count + row_number() over (order by late.joined_at, late.id))::integer as no
        from app.opening_groups each
        join app.tickets late on late.group_id = each.id and late.rank is null and late.tail_no is null and late.joined_at <= v_until
        where each.id = v_group_id
      ) as arrived
      where ticket.id = arrived.id
      returning ticket.id
    )
    update app.opening_groups each set tail_count = each.tail_count + (select count(*) from numbered)
    where each.id = v_group_id;
  end loop;
end
$$;
-- How far each group has come: [[served_below, tail_served], …] by position.
create function app.served(p_opening_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_agg(jsonb_build_array(each.served_below, each.tail_served) order by each.position)
    from app.opening_groups each where each.opening_id = p_opening_id
  );
end
$$;
-- Calls the next p_most of a group whose draw is done: by rank, then by number. Gives how many.
create function app.admit(p_group_id uuid, p_most integer) returns integer
language plpgsql
as $$
declare
  v_group app.opening_groups;
  v_below bigint;
  v_tail_to integer;
  v_drawn integer;
  v_tail integer := 0;
begin
  select * into v_group from app.opening_groups each where each.id = p_group_id;
  -- Those who left are passed over, and equal ranks are called together.
  v_below := (
    select max(next.rank) + 1 from (
      select ticket.rank from app.tickets ticket
      where ticket.group_id = p_group_id and ticket.rank >= v_group.served_below and ticket.left_at is null
      order by ticket.rank
      limit p_most
    ) as next
  );
  update app.tickets ticket set offered_at = now()
  where ticket.group_id = p_group_id and ticket.rank >= v_group.served_below and ticket.rank < v_below
    and ticket.left_at is null and ticket.offered_at is null;
  get diagnostics v_drawn = row_count;

  if v_drawn < p_most then
    v_tail_to := (
      select max(next.tail_no) from (
        select ticket.tail_no from app.tickets ticket
        where ticket.group_id = p_group_id and ticket.tail_no > v_group.tail_served and ticket.left_at is null
        order by ticket.tail_no
        limit p_most - v_drawn
      ) as next
    );
    update app.tickets ticket set offered_at = now()
    where ticket.group_id = p_group_id and ticket.tail_no > v_group.tail_served and ticket.tail_no <= v_tail_to
      and ticket.left_at is null and ticket.offered_at is null;
    get diagnostics v_tail = row_count;
  end if;

  update app.opening_groups each
  set served_below = coalesce(v_below, each.served_below),
      drawn_served = each.drawn_served + v_drawn,
      tail_served = coalesce(v_tail_to, each.tail_served)
  where each.id = p_group_id and num_nonnulls(v_below, v_tail_to) > 0;
  return v_drawn + v_tail;
end
$$;
-- One step of an opening with a waiting room, at most once in nine tenths of a second: draws whose time has come, numbers
-- for the late, seats counted, the pace set, and as many people called as the pace and the free seats allow.
create function app.advance_opening(p_opening app.openings, p_pulse jsonb) returns void
language plpgsql
as $$
declare
  v_pace app.opening_paces;
  v_before app.opening_paces;
  v_began timestamptz;
  v_due integer := 0;
  v_most integer;
  v_called integer := 0;
  v_group app.opening_groups;
begin
  select * into v_pace from app.opening_paces pace where pace.opening_id = p_opening.id;
  if v_pace.paced_at > now() - interval '900 milliseconds' then
    return;
  end if;
  v_before := v_pace;
  perform app.draw_groups(p_opening.id);
  perform app.number_tails(p_opening.id);

  if v_pace.count_at is null or v_pace.count_at <= now() then
    v_began := clock_timestamp();
    -- First who wants a seat, then the seats: who takes one in between counts twice, and nobody is called for it.
    v_pace.choosing := app.count_choosing(p_opening.id);
    v_pace := app.count_seats(v_pace);
    v_pace.room := ceil(1.1 * v_pace.free_seats) - v_pace.choosing;
    v_pace.held_seats := case v_pace.free_seats when 0 then app.count_held(p_opening.id) else 0 end;
    -- Counting has a twentieth of one core at most.
    v_pace.count_at := now() + least((clock_timestamp() - v_began) * 20, interval '10 seconds');
  end if;

  v_pace := app.next_pace(v_pace, p_pulse);
  if p_opening.paused_at is not null or v_pace.why = 'failing' then
    v_most := 0;
    v_pace.credit := 0;
  else
    v_pace.credit := v_pace.credit + v_pace.pace * least(1.5, coalesce(extract(epoch from now() - v_pace.paced_at), 1));
    v_due := floor(v_pace.credit);
    v_most := least(v_due, greatest(0, v_pace.room));
    for v_group in
      select * from app.opening_groups each
      where each.opening_id = p_opening.id and each.drawn_at is not null
      order by each.opens_at, each.position
    loop
      exit when v_called >= v_most;
      v_called := v_called + app.admit(v_group.id, v_most - v_called);
    end loop;
    -- Without anybody to call, or a seat to call them to, a pace is not saved up.
    v_pace.credit := least(greatest(0, v_pace.credit - v_called), 1);
    -- Nor does it grow while it is not what holds people back.
    if v_called < v_due and v_pace.pace > v_before.pace then
      v_pace.pace := v_before.pace;
    end if;
  end if;
  if v_pace.why <> 'failing' and v_pace.free_seats = 0 then
    v_pace.why := 'no free seats';
  elsif v_pace.why = 'steady' and v_most < v_due then
    v_pace.why := 'seats are few';
  end if;

  update app.opening_paces pace
  set pace = v_pace.pace, credit = v_pace.credit, paced_at = now(), eased_at = v_pace.eased_at, why = v_pace.why,
      free_seats = v_pace.free_seats, free_by_teacher = v_pace.free_by_teacher, held_seats = v_pace.held_seats,
      count_at = v_pace.count_at, counted_to = v_pace.counted_to, choosing = v_pace.choosing + v_called,
      room = v_pace.room - v_called
  where pace.opening_id = p_opening.id;
  if v_called > 0 or v_pace.why <> v_before.why then
    perform app.log_opening(p_opening.id, case when v_called > 0 then 'admitted' else 'paced' end, null, jsonb_build_object(
      'called', v_called, 'pace', round(v_pace.pace::numeric, 1), 'why', v_pace.why, 'free', v_pace.free_seats,
      'choosing', v_pace.choosing, 'served', app.served(p_opening.id)
    ));
  end if;
end
$$;
-- An invitation with all that its mail says of it.
create function app.describe_invitation(p_invitation app.invitations) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'invitation_id', p_invitation.id, 'link_version', p_invitation.link_version, 'email', p_invitation.email,
      'name', p_invitation.name, 'opening_id', opening.id, 'opening', opening.name, 'school', school.name, 'opens_at', each.opens_at,
      'joins_at', opening.joins_at, 'waiting_room', opening.waiting_room, 'bookings_each', opening.bookings_each,
      'time_zone', (
        select teacher.time_zone from app.teachers teacher where teacher.school_id = opening.school_id
        group by teacher.time_zone order by count(*) desc, teacher.time_zone limit 1
      )
    )
    from app.opening_groups each
    join app.openings opening on opening.id = each.opening_id
    join app.schools school on school.id = opening.school_id
    where each.id = p_invitation.group_id
  );
end
$$;
-- An opening as staff see it.
create function app.describe_opening(p_opening app.openings) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'id', p_opening.id, 'name', p_opening.name, 'audience', p_opening.audience, 'waiting_room', p_opening.waiting_room,
    'bookings_each', p_opening.bookings_each, 'joins_at', p_opening.joins_at, 'opens_at', p_opening.opens_at,
    'closes_at', p_opening.closes_at, 'version', p_opening.version, 'paused_at', p_opening.paused_at,
    'ended_at', p_opening.ended_at, 'released_at', p_opening.released_at,
    'teacher', (
      select teacher.handle from app.teachers teacher
      where teacher.id = coalesce(p_opening.teacher_id, (
        select type.teacher_id from app.appointment_types type where type.id = p_opening.appointment_type_id
      ))
    ),
    'type', (select type.handle from app.appointment_types type where type.id = p_opening.appointment_type_id),
    'pace_most', (select pace.pace_most from app.opening_paces pace where pace.opening_id = p_opening.id),
    'groups', (
      select jsonb_agg(jsonb_build_object('name', each.name, 'opens_at', each.opens_at, 'drawn_at', each.drawn_at) order by each.position)
      from app.opening_groups each where each.opening_id = p_opening.id
    )
  );
end
$$;
-- A ticket as its holder may know it: its rank no sooner than the seed, by which everybody can compute it.
create function app.describe_ticket(p_ticket app.tickets) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'ticket_id', p_ticket.id,
      'link_version', (select invitation.link_version from app.invitations invitation where invitation.id = p_ticket.invitation_id),
      'opening_id', p_ticket.opening_id,
      'group', each.position,
      'joined_at', p_ticket.joined_at,
      'in_draw', p_ticket.rank is not null,
      'rank', case when each.drawn_at is not null then p_ticket.rank end,
      'tail_no', p_ticket.tail_no,
      'admitted_at', p_ticket.admitted_at,
      'pass_until', p_ticket.pass_until,
      'left_at', p_ticket.left_at,
      'now', clock_timestamp(),
      'bookings_each', opening.bookings_each,
      'bookings', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'booking_id', booking.id, 'link_version', booking.link_version, 'starts_at', lower(booking.during), 'teacher', teacher.name
        ) order by lower(booking.during)), '[]')
        from app.bookings booking
        join app.appointments appointment on appointment.id = booking.appointment_id
        join app.teachers teacher on teacher.id = appointment.teacher_id
        where booking.ticket_id = p_ticket.id and booking.state in ('pending', 'confirmed')
      )
    )
    from app.opening_groups each
    join app.openings opening on opening.id = each.opening_id
    where each.id = p_ticket.group_id
  );
end
$$;
-- Sends an invitation's link: to one address once a minute at most. One that waits already tells the link as it is then.
-- p_asked: by whoever typed the address, and so not at all where it would be one of a pile: past twenty minutes of mails that
-- wait for it, or the seventh of this opening within an hour.
create function app.invite(p_invitation app.invitations, p_asked boolean) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(p_invitation.email)::uuid;
begin
  -- One that waits will tell what holds when it goes; one that is on its way may tell an older link.
  if exists (
    select from app.mails mail
    where mail.invitation_id = p_invitation.id and mail.attempts = 0
      -- As one, so that its own few mails are read and not all those that wait.
      and coalesce(mail.sent_at, mail.failed_at) is null
  ) then
    return;
  elsif p_asked and 6 <= (
    select count(*) from app.mails mail
    where mail.invitation_id = p_invitation.id and mail.planned_at > now() - interval '1 hour'
  ) then
    return;
  end if;
  insert into app.mails (invitation_id, kind, recipient, addressee, planned_at, due_at)
  select p_invitation.id, 'invited', 'booker', v_addressee, planned.at, planned.at
  from (
    select greatest(now(), (
      select mail.planned_at + interval '1 minute' from app.mails mail
      where mail.addressee = v_addressee
      order by mail.planned_at desc limit 1
    )) as at
  ) as planned
  where not p_asked or planned.at <= now() + interval '19 minutes';
end
$$;
-- Sends the links of invitations that are new, all at once: a little apart, so that bookings' mails get through between
-- them, and to one address once a minute at most.
create function app.invite_all(p_invitation_ids uuid[]) returns void
language plpgsql
as $$
begin
  insert into app.mails (invitation_id, kind, recipient, addressee, planned_at, due_at)
  select planned.id, 'invited', 'booker', planned.addressee, planned.at, planned.at
  from (
    select listed.id, listed.addressee, greatest(now() + listed.after, (
      select mail.planned_at + interval '1 minute' from app.mails mail
      where mail.addressee = listed.addressee
      order by mail.planned_at desc limit 1
    )) as at
    from (
      select invitation.id, md5(invitation.email)::uuid as addressee,
        (row_number() over (order by invitation.email) - 1) * interval '100 milliseconds' as after
      from app.invitations invitation where invitation.id = any (p_invitation_ids)
    ) as listed
  ) as planned;
end
$$;
-- The pace for the next second, from what the instances saw lately: {answered, slow, failed}. Faster by a twentieth while
-- all is well; three quarters of it where answers are slow, and half where they fail, at most once in five seconds, since
-- it takes a while to be felt. Gives the row changed, not saved.
create function app.next_pace(p_pace app.opening_paces, p_pulse jsonb) returns app.opening_paces
language plpgsql stable
as $$
declare
  v_next app.opening_paces := p_pace;
  v_answered real := greatest(1, coalesce((p_pulse ->> 'answered')::real, 0));
  v_failing boolean := coalesce((p_pulse ->> 'failed')::real, 0) / v_answered > 0.01;
  v_slow boolean := coalesce((p_pulse ->> 'slow')::real, 0) / v_answered > 0.05;
  v_eased_lately boolean := coalesce(p_pace.eased_at > now() - interval '5 seconds', false);
begin
  v_next.why := case when v_failing then 'failing' when v_slow then 'slow' else 'steady' end;
  if v_failing or v_slow then
    if not v_eased_lately then
      v_next.pace := p_pace.pace * case when v_failing then 0.5 else 0.75 end;
      v_next.eased_at := now();
    end if;
  elsif not v_eased_lately then
    v_next.pace := p_pace.pace * 1.05 + 0.1;
  end if;
  v_next.pace := greatest(1, v_next.pace);
  if v_next.pace >= p_pace.pace_most then
    v_next.pace := p_pace.pace_most;
    v_next.why := case v_next.why when 'steady' then 'as fast as allowed' else v_next.why end;
  end if;
  return v_next;
end
$$;
-- What everybody in a waiting room is told, once a second: one answer for all. A seed is told once its draw is closed.
-- state: before, open, paused, all_held (no seat is free, but some are only held), sold_out, ended,
-- released (over, and what is left is everybody's).
create function app.opening_status(p_opening_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'now', clock_timestamp(),
      'state', case
        when opening.released_at is not null then 'released'
        when opening.ended_at is not null or opening.closes_at <= now() then 'ended'
        when opening.opens_at > now() then 'before'
        when not opening.waiting_room then 'open'
        when pace.paced_at is not null and pace.free_seats = 0 and pace.held_seats > 0 then 'all_held'
        when pace.paced_at is not null and pace.free_seats = 0 then 'sold_out'
        when opening.paused_at is not null then 'paused'
        else 'open'
      end,
      'joins_at', opening.joins_at,
      'closes_at', opening.closes_at,
      'per_minute', round(60 * pace.pace),
      'free_seats', case when pace.paced_at is not null then pace.free_seats end,
      -- Where to look, once it is hard to find.
      'free_by_teacher', case when pace.paced_at is not null and pace.free_seats < 200 then pace.free_by_teacher end,
      'groups', (
        select jsonb_agg(jsonb_build_object(
          'opens_at', each.opens_at,
          'opens_in_ms', greatest(0, ceil(1000 * extract(epoch from each.opens_at - clock_timestamp()))),
          'commitment', encode(each.commitment, 'hex'),
          'seed', case when each.drawn_at is not null then encode(each.seed, 'hex') end,
          'tickets_hash', encode(each.tickets_hash, 'hex'),
          'drawn', each.drawn_count,
          'served_below', each.served_below,
          'tail', each.tail_count,
          'tail_served', each.tail_served
        ) order by each.position)
        from app.opening_groups each where each.opening_id = opening.id
      )
    )
    from app.openings opening
    join app.opening_paces pace on pace.opening_id = opening.id
    where opening.id = p_opening_id
  );
end
$$;
-- Takes one seat and confirms it, in one step.
-- Gives {booking_id, link_version, starts_at, ends_at}; the same key gives the first answer again.
-- p_ticket_id is that of a proven pass, and p_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, GONE0, CLOSD, LATE0, QUEUE, LIMIT, CLASH, TAKEN, SLOWD.
create or replace function api.book_slot(
  p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_name text, p_email text, p_time_zone text,
  p_ticket_id uuid default null, p_link_version integer default 1
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('book', p_teacher, p_type, extract(epoch from p_starts_at), p_name, p_email, p_time_zone)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_slot.p_key, v_body_hash);
  v_type app.appointment_types;
  v_during tstzrange;
  v_booking_id uuid;
  v_appointment_id uuid;
  v_ticket_id uuid;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_type := app.find_type(book_slot.p_teacher, book_slot.p_type);
  perform app.require_offered(v_type, book_slot.p_starts_at);
  perform app.lock_booker(book_slot.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_slot.p_email);
  end if;
  if v_type.opening_id is not null then
    v_ticket_id := app.require_admission(v_type.opening_id, book_slot.p_ticket_id, book_slot.p_link_version);
    perform app.require_share(v_type.opening_id, book_slot.p_email);
  end if;

  v_during := tstzrange(book_slot.p_starts_at, book_slot.p_starts_at + make_interval(mins => v_type.duration_minutes));
  v_appointment_id := app.take_seat(v_type, book_slot.p_starts_at, null);
  if v_appointment_id is not null then
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at, ticket_id)
    values (v_appointment_id, 'confirmed', v_during, book_slot.p_name, book_slot.p_email, book_slot.p_time_zone, now(), v_ticket_id)
    on conflict on constraint students_are_never_in_two_places do nothing
    returning id into v_booking_id;
  end if;
  if v_booking_id is null then
    if v_appointment_id is not null or app.is_elsewhere(book_slot.p_name, book_slot.p_email, v_during) then
      perform app.refuse('CLASH', 'this student has a booking at that time');
    end if;
    perform app.refuse('TAKEN', 'no seat left');
  end if;
  perform app.enqueue_mails(v_booking_id, 'confirmed', book_slot.p_email);

  v_answer := jsonb_build_object(
    'booking_id', v_booking_id, 'link_version', 1, 'starts_at', lower(v_during), 'ends_at', upper(v_during)
  );
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_slot.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;
-- Claims one seat for the type's hold_minutes while a form is filled in. Nobody else can take it until then.
-- Gives {booking_id, link_version, starts_at, ends_at, held_until, extensions_left}.
-- p_ticket_id is that of a proven pass, and p_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, GONE0, CLOSD, LATE0, QUEUE, LIMIT, TAKEN.
create or replace function api.hold_slot(
  p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_ticket_id uuid default null, p_link_version integer default 1
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row('hold', p_teacher, p_type, extract(epoch from p_starts_at))::text, 'UTF8'));
  v_answer jsonb := app.first_answer(hold_slot.p_key, v_body_hash);
  v_type app.appointment_types;
  v_held_until timestamptz;
  v_appointment_id uuid;
  v_ticket_id uuid;
  v_booking app.bookings;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_type := app.find_type(hold_slot.p_teacher, hold_slot.p_type);
  perform app.require_offered(v_type, hold_slot.p_starts_at);
  if v_type.opening_id is not null then
    v_ticket_id := app.require_admission(v_type.opening_id, hold_slot.p_ticket_id, hold_slot.p_link_version);
  end if;
  v_held_until := now() + make_interval(mins => v_type.hold_minutes);
  v_appointment_id := app.take_seat(v_type, hold_slot.p_starts_at, v_held_until);
  if v_appointment_id is null then
    perform app.refuse('TAKEN', 'no seat left');
  end if;

  insert into app.bookings (appointment_id, state, held_until, during, ticket_id)
  values (
    v_appointment_id, 'held', v_held_until,
    tstzrange(hold_slot.p_starts_at, hold_slot.p_starts_at + make_interval(mins => v_type.duration_minutes)),
    v_ticket_id
  )
  returning * into v_booking;

  v_answer := app.hold_answer(v_booking);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (hold_slot.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;
-- Gives a hold its full time again, ten times at most, for those who type slowly (WCAG 2.2.1).
-- One that ran out can still be extended while nobody has taken the time, and its ticket has taken none instead.
-- Refuses: NTFND, LAPSD, LIMIT, CLOSD (its opening was ended, or is to come), QUEUE (it was made meanwhile).
create or replace function api.extend_hold(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_opening_id uuid;
begin
  perform app.lock_ticket_of(extend_hold.p_booking_id);
  v_booking := app.lock_hold(extend_hold.p_booking_id, extend_hold.p_link_version);
  select type.opening_id into v_opening_id
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  if v_opening_id is not null then
    perform app.require_right_to_confirm(v_opening_id, v_booking);
  end if;
  if v_booking.extensions_left = 0 then
    perform app.refuse('LIMIT', 'this hold was extended as often as can be');
  end if;
  update app.bookings booking
  set extensions_left = booking.extensions_left - 1,
      held_until = greatest(booking.held_until, now() + (
        select make_interval(mins => type.hold_minutes)
        from app.appointments appointment
        join app.appointment_types type on type.id = appointment.appointment_type_id
        where appointment.id = booking.appointment_id
      ))
  where booking.id = v_booking.id
  returning * into v_booking;
  update app.appointments appointment
  set held_until = greatest(appointment.held_until, v_booking.held_until)
  -- Null says "confirmed", and greatest() would pass over it.
  where appointment.id = v_booking.appointment_id and appointment.held_until is not null;
  return app.hold_answer(v_booking);
end
$$;
-- Turns a hold into a booking. A hold that ran out still does while nobody has taken its time.
-- Gives what book_slot gives. Refuses: REUSE, NTFND, LAPSD, CLOSD (it has begun meanwhile), QUEUE (its
-- opening was made meanwhile), CLASH, LIMIT, SLOWD.
create or replace function api.confirm_hold(
  p_key text, p_booking_id uuid, p_link_version integer, p_name text, p_email text, p_time_zone text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('confirm', p_booking_id, p_link_version, p_name, p_email, p_time_zone)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(confirm_hold.p_key, v_body_hash);
  v_type app.appointment_types;
  v_booking app.bookings;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(confirm_hold.p_email);
  perform app.lock_ticket_of(confirm_hold.p_booking_id);
  v_booking := app.lock_hold(confirm_hold.p_booking_id, confirm_hold.p_link_version);
  if lower(v_booking.during) <= now() then
    perform app.refuse('CLOSD', 'in the past');
  elsif app.is_elsewhere(confirm_hold.p_name, confirm_hold.p_email, v_booking.during) then
    perform app.refuse('CLASH', 'this student has a booking at that time');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, confirm_hold.p_email);
  end if;
  if v_type.opening_id is not null then
    perform app.require_right_to_confirm(v_type.opening_id, v_booking);
    perform app.require_share(v_type.opening_id, confirm_hold.p_email);
  end if;

  update app.bookings booking
  set state = 'confirmed', name = confirm_hold.p_name, email = confirm_hold.p_email,
      time_zone = confirm_hold.p_time_zone, confirmed_at = now()
  where booking.id = v_booking.id;
  update app.appointments appointment set held_until = null where appointment.id = v_booking.appointment_id;
  perform app.enqueue_mails(v_booking.id, 'confirmed', confirm_hold.p_email);

  v_answer := app.hold_answer(v_booking) - 'held_until' - 'extensions_left';
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;
-- The free slots of one type in [p_from, p_until): the first 15 days of it that can be booked now.
-- Before it opens, those that can be booked when it does. None once its opening is over.
-- Gives {time_zone, slots, opens_at, opens_in_ms, closed}, both in the middle null once it is open. Refuses: NTFND.
create or replace function api.list_slots(p_teacher text, p_type text, p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_slots.p_teacher, list_slots.p_type);
  v_opens_at timestamptz := app.opens_at(v_type);
  v_closed boolean := app.has_closed(v_type);
  v_asked tstzrange := case when v_closed then 'empty' else app.window_at(v_type, greatest(now(), v_opens_at)) end
    * tstzrange(list_slots.p_from, greatest(list_slots.p_from, list_slots.p_until));
begin
  return jsonb_build_object(
    'opens_at', case when v_opens_at > now() then v_opens_at end,
    'opens_in_ms', case when v_opens_at > now() then ceil(1000 * extract(epoch from v_opens_at - now())) end,
    'closed', v_closed,
    'time_zone', (select teacher.time_zone from app.teachers teacher where teacher.id = v_type.teacher_id),
    'slots', (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', free.starts_at, 'ends_at', free.ends_at, 'seats_left', free.seats_left)
        order by free.starts_at
      ), '[]')
      from app.free_slots(
        v_type, lower(v_asked), least(upper(v_asked), lower(v_asked) + interval '360 hours')
      ) as free
    )
  );
end
$$;
-- A teacher's public page. Refuses: NTFND.
create or replace function api.get_teacher(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'handle', teacher.handle, 'name', teacher.name, 'subjects', teacher.subjects, 'about', teacher.about,
    'school', school.name, 'time_zone', teacher.time_zone,
    'types', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', type.handle, 'name', type.name, 'description', type.description,
        'duration_minutes', type.duration_minutes, 'seats', type.seats, 'notice_minutes', type.notice_minutes,
        'horizon_days', type.horizon_days, 'cutoff_minutes', type.cutoff_minutes, 'opens_at', app.opens_at(type), 'opening', (
          select jsonb_build_object('id', opening.id, 'name', opening.name, 'by_ticket', opening.by_ticket)
          from app.openings opening where opening.id = type.opening_id
        )
      ) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null
    ),
    'has_hours', exists (select from app.weekly_hours hours where hours.teacher_id = teacher.id)
  ) into v_answer
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where teacher.handle = get_teacher.p_handle;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such teacher');
  end if;
  return v_answer;
end
$$;
-- An opening's public page. Once released it has no types any more, and its teachers are those with whom everybody can
-- book what was in it. Refuses: NTFND.
create function api.get_opening(p_opening_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'id', opening.id, 'name', opening.name, 'school', school.name, 'audience', opening.audience,
    'waiting_room', opening.waiting_room, 'bookings_each', opening.bookings_each,
    'joins_at', opening.joins_at, 'opens_at', opening.opens_at, 'closes_at', opening.closes_at,
    'ended', opening.ended_at is not null, 'released', opening.released_at is not null,
    'time_zone', (
      select teacher.time_zone from app.teachers teacher where teacher.school_id = opening.school_id
      group by teacher.time_zone order by count(*) desc, teacher.time_zone limit 1
    ),
    'groups', (
      select jsonb_agg(jsonb_build_object(
        'name', each.name, 'opens_at', each.opens_at, 'commitment', encode(each.commitment, 'hex')
      ) order by each.position)
      from app.opening_groups each where each.opening_id = opening.id
    ),
    'teachers', (
      select coalesce(jsonb_agg(jsonb_build_object('handle', listed.handle, 'name', listed.name, 'subjects', listed.subjects)
        order by listed.name, listed.handle), '[]')
      from (
        select teacher.handle, teacher.name, teacher.subjects
        from app.appointment_types type
        join app.teachers teacher on teacher.id = type.teacher_id
        where type.opening_id = opening.id and type.retired_at is null
        union
        select teacher.handle, teacher.name, teacher.subjects
        from app.teachers teacher
        join app.appointment_types type on type.teacher_id = teacher.id
        where opening.released_at is not null and teacher.school_id = opening.school_id
          and type.opening_id is null and type.retired_at is null
          and coalesce(opening.teacher_id, teacher.id) = teacher.id
          and coalesce(opening.appointment_type_id, type.id) = type.id
      ) as listed
    )
  ) into v_answer
  from app.openings opening
  join app.schools school on school.id = opening.school_id
  where opening.id = get_opening.p_opening_id;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  return v_answer;
end
$$;
-- What everybody in a waiting room is told, after one step of it where a step is due. One caller at a time takes it; who
-- comes meanwhile is told what stands. p_pulse is what the instances saw lately: {answered, slow, failed}. Refuses: NTFND.
create function api.pace_opening(p_opening_id uuid, p_pulse jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening where opening.id = pace_opening.p_opening_id;
  if not found then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  if v_opening.waiting_room and v_opening.opens_at <= now() and v_opening.ended_at is null
    and coalesce(v_opening.closes_at > now(), true)
    and pg_try_advisory_xact_lock(hashtextextended(v_opening.id::text, 3)) then
    perform app.advance_opening(v_opening, coalesce(pace_opening.p_pulse, '{}'));
  end if;
  return app.opening_status(v_opening.id);
end
$$;
-- Sends a personal link to whoever may come without being invited: who opens it has shown that the address is theirs.
-- The answer is the same whether it was asked for before or not. Refuses: NTFND, CLOSD, DNIED (for the invited only),
-- LIMIT (50,000 have asked).
create function api.ask_invitation(p_opening_id uuid, p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings;
  v_invitation app.invitations;
begin
  select * into v_opening from app.openings opening where opening.id = ask_invitation.p_opening_id;
  if not found then
    perform app.refuse('NTFND', 'no such opening');
  elsif v_opening.audience <> 'anyone' or not v_opening.by_ticket then
    perform app.refuse('DNIED', 'for the invited only');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  end if;
  if 50000 <= (select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id) then
    perform app.refuse('LIMIT', 'as many as one opening can have');
  end if;
  -- Those who ask for one address take turns, so that each sees the mail that waits.
  perform app.lock_booker(ask_invitation.p_email);
  insert into app.invitations (opening_id, group_id, email, asked)
  select v_opening.id, each.id, ask_invitation.p_email, true
  from app.opening_groups each where each.opening_id = v_opening.id
  order by each.position desc limit 1
  on conflict on constraint invitations_are_one_an_address do nothing;
  select * into v_invitation from app.invitations invitation
  where invitation.opening_id = v_opening.id and invitation.email = ask_invitation.p_email and invitation.revoked_at is null;
  if found then
    perform app.invite(v_invitation, p_asked => true);
  end if;
end
$$;
-- A ticket as its holder may know it (app.describe_ticket). p_link_version is that of the link by which it was taken.
-- Refuses: NTFND (also once its invitation is revoked or sent anew).
create function api.get_ticket(p_ticket_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_ticket app.tickets;
begin
  select * into v_ticket from app.tickets ticket where ticket.id = get_ticket.p_ticket_id;
  if not app.is_good(v_ticket, get_ticket.p_link_version) then
    perform app.refuse('NTFND', 'no such ticket');
  end if;
  return app.describe_ticket(v_ticket);
end
$$;
-- Takes the one place that an invitation is good for, or gives it again. Before the draw of its group it gets a rank in it,
-- later a number behind it, which it is told within a second. Gives a ticket (app.describe_ticket).
-- Refuses: NTFND (a wrong or revoked link), CLOSD (places are not given yet, or it is over).
create function api.join_opening(p_invitation_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_invitation app.invitations;
  v_opening app.openings;
  v_group app.opening_groups;
  v_ticket app.tickets;
  v_id uuid := gen_random_uuid();
  v_joined_at timestamptz;
begin
  select * into v_invitation from app.invitations invitation
  where invitation.id = join_opening.p_invitation_id and invitation.link_version = join_opening.p_link_version
    and invitation.revoked_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such invitation');
  end if;
  update app.tickets ticket set left_at = null
  where ticket.invitation_id = v_invitation.id and ticket.left_at is not null;
  select * into v_ticket from app.tickets ticket where ticket.invitation_id = v_invitation.id;
  if found then
    return app.describe_ticket(v_ticket);
  end if;

  select * into v_opening from app.openings opening where opening.id = v_invitation.opening_id;
  if v_opening.joins_at > now() then
    perform app.refuse('CLOSD', 'places are not given yet');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  end if;
  -- Whoever closes the draw waits for those who hold this, and they look at the clock while they do.
  perform pg_advisory_xact_lock_shared(hashtextextended(v_invitation.group_id::text, 2));
  v_joined_at := clock_timestamp();
  select * into v_group from app.opening_groups each where each.id = v_invitation.group_id;
  insert into app.tickets (id, opening_id, group_id, invitation_id, joined_at, rank)
  values (
    v_id, v_opening.id, v_group.id, v_invitation.id, v_joined_at,
    case when v_group.drawn_at is null and v_joined_at < v_group.opens_at then app.rank_of(v_group.seed, v_id) end
  )
  on conflict on constraint tickets_are_one_an_invitation do nothing;
  select * into v_ticket from app.tickets ticket where ticket.invitation_id = v_invitation.id;
  return app.describe_ticket(v_ticket);
end
$$;
-- Gives a place up, for whoever is next; a hold or a booking stays. Joining again takes it up again, no worse than it was.
create function api.leave_opening(p_ticket_id uuid, p_link_version integer) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.tickets ticket
  set left_at = coalesce(ticket.left_at, now()),
      -- least() would pass over a null, which says "none yet".
      pass_until = case when ticket.pass_until is not null then least(ticket.pass_until, now()) end
  where ticket.id = leave_opening.p_ticket_id and app.is_good(ticket, leave_opening.p_link_version)
$$;
-- Lets a ticket in whose turn it is or was: ten minutes to choose, and ten more each time it asks. Who never came keeps
-- their turn. Gives a ticket (app.describe_ticket).
-- p_link_version is that of the link by which the place was taken.
-- Refuses: NTFND (also once its invitation is revoked or sent anew), CLOSD (its group is not open yet, or it is over), QUEUE.
create function api.take_pass(p_ticket_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_ticket app.tickets;
  v_group app.opening_groups;
  v_opening app.openings;
begin
  select * into v_ticket from app.tickets ticket where ticket.id = take_pass.p_ticket_id for update;
  -- Looked at once the ticket is locked, since it may just have been revoked.
  if not app.is_good(v_ticket, take_pass.p_link_version) then
    perform app.refuse('NTFND', 'no such ticket');
  end if;
  select * into v_group from app.opening_groups each where each.id = v_ticket.group_id;
  select * into v_opening from app.openings opening where opening.id = v_ticket.opening_id;
  if v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif v_group.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_opening.waiting_room and not coalesce(
    v_ticket.rank < v_group.served_below, v_ticket.tail_no <= v_group.tail_served, false
  ) then
    perform app.refuse('QUEUE', 'its turn has not come');
  end if;
  update app.tickets ticket
  set admitted_at = coalesce(ticket.admitted_at, now()), pass_until = now() + interval '10 minutes', left_at = null
  where ticket.id = v_ticket.id
  returning * into v_ticket;
  return app.describe_ticket(v_ticket);
end
$$;
-- The record by which anybody can compute the order again: for each group whose draw is closed its seed, its tickets and
-- who came after it; and who was called when. No names: a ticket's number is known to its holder alone. Refuses: NTFND.
create function api.draw_record(p_opening_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  if not exists (select from app.openings opening where opening.id = draw_record.p_opening_id) then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  return jsonb_build_object(
    'opening', draw_record.p_opening_id,
    'groups', (
      select jsonb_agg(jsonb_build_object(
        'position', each.position,
        'opens_at', each.opens_at,
        'commitment', encode(each.commitment, 'hex'),
        'seed', case when each.drawn_at is not null then encode(each.seed, 'hex') end,
        'tickets_hash', encode(each.tickets_hash, 'hex'),
        'served_below', each.served_below,
        'tail_served', each.tail_served,
        'drawn', case when each.drawn_at is not null then (
          select coalesce(jsonb_agg(jsonb_build_array(ticket.id, ticket.rank) order by ticket.rank, ticket.id), '[]')
          from app.tickets ticket where ticket.group_id = each.id and ticket.rank is not null
        ) end,
        'tail', (
          select coalesce(jsonb_agg(jsonb_build_array(ticket.id, ticket.tail_no, ticket.joined_at) order by ticket.tail_no), '[]')
          from app.tickets ticket where ticket.group_id = each.id and ticket.tail_no is not null
        )
      ) order by each.position)
      from app.opening_groups each where each.opening_id = draw_record.p_opening_id
    ),
    'called', (
      select coalesce(jsonb_agg(jsonb_build_object('at', event.at, 'called', event.detail -> 'called', 'served', event.detail -> 'served')
        order by event.id), '[]')
      from app.opening_events event
      where event.opening_id = draw_record.p_opening_id and event.kind = 'admitted'
    )
  );
end
$$;
-- Whether a sign-in code may be sent to an address now: to teachers and staff only, one a minute, so that nobody can be
-- buried in mails. The caller answers the same either way.
create or replace function api.ask_code(p_email text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.teachers teacher set code_asked_at = now()
  where teacher.email = ask_code.p_email
    and (teacher.code_asked_at is null or teacher.code_asked_at <= now() - interval '1 minute');
  if found then
    return true;
  end if;
  update app.staff staff set code_asked_at = now()
  where staff.email = ask_code.p_email
    and (staff.code_asked_at is null or staff.code_asked_at <= now() - interval '1 minute')
    -- Who is both has one code a minute all the same.
    and not exists (select from app.teachers teacher where teacher.email = ask_code.p_email);
  return found;
end
$$;
-- Binds an Auth user to the teacher, the staff member or both with the address that Auth has verified. Refuses: DNIED.
create or replace function api.claim_desk(p_user_id uuid, p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_known boolean;
begin
  -- Who has a new address is the teacher of that one, and of the old one no longer.
  update app.teachers teacher set user_id = null
  where teacher.user_id = claim_desk.p_user_id and teacher.email <> lower(claim_desk.p_email);
  update app.teachers teacher set user_id = claim_desk.p_user_id
  where teacher.email = lower(claim_desk.p_email);
  v_known := found;
  update app.staff staff set user_id = null
  where staff.user_id = claim_desk.p_user_id and staff.email <> lower(claim_desk.p_email);
  update app.staff staff set user_id = claim_desk.p_user_id
  where staff.email = lower(claim_desk.p_email);
  if not (v_known or found) then
    perform app.refuse('DNIED', 'nobody here has this address');
  end if;
end
$$;
-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, or an invitation that was revoked meanwhile, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation}], one of the last two null.
create or replace function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  with due as (
    select mail.id, case
      when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
      when mail.kind = 'confirmed' and booking.state = 'cancelled' then 'cancelled meanwhile'
      when invitation.revoked_at is not null then 'revoked meanwhile'
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
    'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end
  ) order by taken.created_at), '[]')
  from taken
  left join app.bookings booking on booking.id = taken.booking_id
  left join app.invitations invitation on invitation.id = taken.invitation_id
$$;
-- What a staff member's desk opens with: the school, what an opening can be of, and the openings, newest first.
-- Refuses: DNIED.
create function api.open_office(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(open_office.p_user_id);
begin
  return jsonb_build_object(
    'email', v_staff.email,
    'school', (select school.name from app.schools school where school.id = v_staff.school_id),
    'teachers', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone, 'types', (
          select coalesce(jsonb_agg(jsonb_build_object('handle', type.handle, 'name', type.name) order by type.position, type.name), '[]')
          from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null
        )
      ) order by teacher.name, teacher.handle), '[]')
      from app.teachers teacher where teacher.school_id = v_staff.school_id
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) order by opening.created_at desc), '[]')
      from app.openings opening where opening.school_id = v_staff.school_id
    )
  );
end
$$;
-- Makes an opening under an id that the form has made, or changes one. Saving the same again, as one does who never got the
-- answer, changes nothing.
-- p_wish: {name, teacher, type, audience, waiting_room, bookings_each, joins_at, closes_at, groups: [{name, opens_at}]},
-- teacher and type null for the whole school. p_version is 0 for a new one.
-- A group that has opened keeps its time, and its seed is nobody's to change. What it is of stays as it was made.
-- Gives app.describe_opening. Refuses: DNIED, NTFND, STALE, INVAL.
create function api.save_opening(p_user_id uuid, p_opening_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(save_opening.p_user_id);
  v_opening app.openings;
  v_teacher_id uuid;
  v_type_id uuid;
  -- When the first group opens: one that has opened keeps its time, and none is moved into the past.
  v_opens_at timestamptz := (
    select min(case
      when each.opens_at <= now() or each.drawn_at is not null then each.opens_at
      when each.opens_at is not null then greatest(now(), (listed.wish ->> 'opens_at')::timestamptz)
      else (listed.wish ->> 'opens_at')::timestamptz
    end)
    from jsonb_array_elements(p_wish -> 'groups') with ordinality as listed (wish, position)
    left join app.opening_groups each on each.opening_id = p_opening_id and each.position = listed.position - 1
  );
begin
  if p_wish ->> 'teacher' is not null then
    select teacher.id into v_teacher_id from app.teachers teacher
    where teacher.handle = p_wish ->> 'teacher' and teacher.school_id = v_staff.school_id;
    if not found then
      perform app.refuse('NTFND', 'no such teacher here');
    end if;
    if p_wish ->> 'type' is not null then
      v_type_id := (app.find_type(p_wish ->> 'teacher', p_wish ->> 'type')).id;
      v_teacher_id := null;
    end if;
  end if;
  if v_opens_at is null or (p_wish ->> 'joins_at')::timestamptz > v_opens_at or (p_wish ->> 'closes_at')::timestamptz <= v_opens_at then
    perform app.refuse('INVAL', 'joined before it opens, opened before it closes');
  end if;

  insert into app.openings (id, school_id, teacher_id, appointment_type_id, name, audience, waiting_room, bookings_each, joins_at, opens_at, closes_at)
  select p_opening_id, v_staff.school_id, v_teacher_id, v_type_id, p_wish ->> 'name', (p_wish ->> 'audience')::app.opening_audience,
    (p_wish ->> 'waiting_room')::boolean, (p_wish ->> 'bookings_each')::integer, (p_wish ->> 'joins_at')::timestamptz,
    v_opens_at, (p_wish ->> 'closes_at')::timestamptz
  where p_version = 0
  on conflict (id) do nothing
  returning * into v_opening;
  if found then
    insert into app.opening_paces (opening_id) values (v_opening.id);
  else
    v_opening := app.find_own_opening(p_user_id, p_opening_id);
    if v_opening.version = p_version + 1 and p_wish = (
      select event.detail from app.opening_events event
      where event.opening_id = p_opening_id and event.kind = 'saved'
      order by event.id desc limit 1
    ) then
      return app.describe_opening(v_opening);
    end if;
    update app.openings opening
    set name = p_wish ->> 'name', bookings_each = (p_wish ->> 'bookings_each')::integer,
        joins_at = (p_wish ->> 'joins_at')::timestamptz, opens_at = v_opens_at, closes_at = (p_wish ->> 'closes_at')::timestamptz,
        version = opening.version + 1,
        -- Who may come, and how, stands from when the first may take a place.
        audience = case when opening.joins_at > now() then (p_wish ->> 'audience')::app.opening_audience else opening.audience end,
        waiting_room = case when opening.joins_at > now() then (p_wish ->> 'waiting_room')::boolean else opening.waiting_room end
    where opening.id = p_opening_id and opening.version = p_version
    returning * into v_opening;
    if not found then
      perform app.refuse('STALE', 'the opening was saved elsewhere');
    end if;
  end if;

  insert into app.opening_groups as each (opening_id, position, name, opens_at)
  select v_opening.id, listed.position - 1, listed.wish ->> 'name', (listed.wish ->> 'opens_at')::timestamptz
  from jsonb_array_elements(p_wish -> 'groups') with ordinality as listed (wish, position)
  on conflict (opening_id, position) do update set
    name = excluded.name,
    -- Its draw may have been closed while this waited.
    opens_at = case when each.opens_at > now() and each.drawn_at is null then greatest(excluded.opens_at, now()) else each.opens_at end;
  if exists (
    select from app.opening_groups each
    where each.opening_id = v_opening.id and each.position >= jsonb_array_length(p_wish -> 'groups')
      and (each.drawn_at is not null or exists (select from app.invitations invitation where invitation.group_id = each.id))
  ) then
    perform app.refuse('INVAL', 'a group that has families in it, or was drawn, stays');
  end if;
  delete from app.opening_groups each
  where each.opening_id = v_opening.id and each.position >= jsonb_array_length(p_wish -> 'groups');
  update app.openings opening
  set opens_at = (select min(each.opens_at) from app.opening_groups each where each.opening_id = v_opening.id)
  where opening.id = v_opening.id
  returning * into v_opening;

  perform app.assign_openings(v_staff.school_id);
  perform app.log_opening(v_opening.id, 'saved', v_staff.email, p_wish);
  return app.describe_opening(v_opening);
end
$$;
-- Invites families, all of them or none: [{email, name, group}], group by its position. One that is invited already gets the
-- new name and, while it has taken no place yet, the new group, and no second mail.
-- Gives {added, changed, kept}. Refuses: DNIED, NTFND, CLOSD (over), INVAL (no such group), LIMIT (past 20,000).
create function api.invite_families(p_user_id uuid, p_opening_id uuid, p_families jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(invite_families.p_user_id, invite_families.p_opening_id);
  v_new uuid[];
  v_changed integer;
begin
  if v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif exists (
    select from jsonb_array_elements(p_families) as family
    where (family ->> 'group')::smallint not in (
      select each.position from app.opening_groups each where each.opening_id = v_opening.id
    )
  ) then
    perform app.refuse('INVAL', 'no such group');
  end if;

  -- By address, so that two lists at once never wait in a circle.
  perform from app.invitations invitation
  where invitation.opening_id = v_opening.id
    and invitation.email in (select family ->> 'email' from jsonb_array_elements(p_families) as family)
  order by invitation.email collate "C"
  for update;
  update app.invitations invitation
  set name = known.name, group_id = known.group_id
  from (
    select distinct on (standing.id) standing.id, family ->> 'name' as name, case
      when exists (select from app.tickets ticket where ticket.invitation_id = standing.id) then standing.group_id
      else each.id
    end as group_id
    from jsonb_array_elements(p_families) with ordinality as listed (family, place)
    join app.invitations standing on standing.opening_id = v_opening.id and standing.email = family ->> 'email'
    join app.opening_groups each on each.opening_id = v_opening.id and each.position = (family ->> 'group')::smallint
    order by standing.id, place desc
  ) as known
  where invitation.id = known.id and row(invitation.name, invitation.group_id) is distinct from row(known.name, known.group_id);
  get diagnostics v_changed = row_count;

  with added as (
    insert into app.invitations (opening_id, group_id, email, name)
    select v_opening.id, each.id, family ->> 'email', family ->> 'name'
    from jsonb_array_elements(p_families) as family
    join app.opening_groups each on each.opening_id = v_opening.id and each.position = (family ->> 'group')::smallint
    order by family ->> 'email' collate "C"
    on conflict on constraint invitations_are_one_an_address do nothing
    returning id
  )
  select coalesce(array_agg(added.id), '{}') into v_new from added;
  -- Looked at when all is done, since most of a list may be there already.
  if v_new <> '{}' and 20000 < (
    select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id and not invitation.asked
  ) then
    perform app.refuse('LIMIT', 'as many families as one opening can have');
  end if;
  perform app.invite_all(v_new);
  return jsonb_build_object(
    'added', cardinality(v_new), 'changed', v_changed, 'kept', jsonb_array_length(p_families) - cardinality(v_new) - v_changed
  );
end
$$;
-- An opening's families, by name and address: what became of each. Every word of the query is in them. At most 500, and how
-- many there are. Refuses: DNIED, NTFND.
create function api.list_invitations(p_user_id uuid, p_opening_id uuid, p_query text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(list_invitations.p_user_id, list_invitations.p_opening_id);
begin
  return (
    with found as (
      select invitation.*
      from app.invitations invitation
      where invitation.opening_id = v_opening.id and not exists (
        select from unnest(string_to_array(app.fold(trim(list_invitations.p_query)), ' ')) as word
        where position(word in app.fold(coalesce(invitation.name, '') || ' ' || invitation.email)) = 0
      )
    )
    select jsonb_build_object('count', (select count(*) from found), 'invitations', coalesce(jsonb_agg(jsonb_build_object(
      'id', listed.id, 'email', listed.email, 'name', listed.name, 'group', each.position, 'revoked_at', listed.revoked_at,
      'mailed', (
        -- The newest: the links of those before it lead nowhere.
        select case when mail.sent_at is not null then 'sent' when mail.failed_at is not null then 'failed' else 'waiting' end
        from app.mails mail where mail.invitation_id = listed.id
        order by mail.planned_at desc limit 1
      ),
      'joined_at', ticket.joined_at, 'admitted_at', ticket.admitted_at,
      'booked', (
        select count(*) from app.bookings booking
        where booking.ticket_id = ticket.id and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
      )
    ) order by listed.name, listed.email), '[]'))
    from (select * from found order by found.name, found.email limit 500) as listed
    join app.opening_groups each on each.id = listed.group_id
    left join app.tickets ticket on ticket.invitation_id = listed.id
  );
end
$$;
-- Makes a link worth nothing, and the place that was taken with it; what was booked stands. Refuses: DNIED, NTFND.
create function api.revoke_invitation(p_user_id uuid, p_opening_id uuid, p_invitation_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(revoke_invitation.p_user_id, revoke_invitation.p_opening_id);
begin
  update app.invitations invitation set revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = revoke_invitation.p_invitation_id and invitation.opening_id = v_opening.id;
  if not found then
    perform app.refuse('NTFND', 'no such invitation');
  end if;
  update app.tickets ticket set left_at = coalesce(ticket.left_at, now()),
      -- least() would pass over a null, which says "none yet".
      pass_until = case when ticket.pass_until is not null then least(ticket.pass_until, now()) end
  where ticket.invitation_id = revoke_invitation.p_invitation_id;
end
$$;
-- Sends a link again, as a new one: what was sent before is worth nothing from now on, and what was revoked is good again.
-- The place stays. Refuses: DNIED, NTFND, LIMIT (254 times).
create function api.send_invitation(p_user_id uuid, p_opening_id uuid, p_invitation_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(send_invitation.p_user_id, send_invitation.p_opening_id);
  v_invitation app.invitations;
begin
  select * into v_invitation from app.invitations invitation
  where invitation.id = send_invitation.p_invitation_id and invitation.opening_id = v_opening.id
  for update;
  if not found then
    perform app.refuse('NTFND', 'no such invitation');
  elsif v_invitation.link_version = 255 then
    perform app.refuse('LIMIT', 'sent as often as can be');
  end if;
  update app.invitations invitation set link_version = invitation.link_version + 1, revoked_at = null
  where invitation.id = v_invitation.id
  returning * into v_invitation;
  -- Whoever came in by the old one is out.
  update app.tickets ticket set pass_until = least(ticket.pass_until, now())
  where ticket.invitation_id = v_invitation.id and ticket.pass_until is not null;
  -- One that waits tells the new link when it goes.
  perform app.invite(v_invitation, p_asked => false);
end
$$;
-- What staff do while it runs, each written down: pause, resume, slow (to at most p_pace people a second; null takes the
-- limit away), end, release (after the end: everybody may book what is left). Twice is once.
-- Gives app.describe_opening. Refuses: DNIED, NTFND, CLOSD (it is over; or, to be released, not), INVAL.
create function api.steer_opening(p_user_id uuid, p_opening_id uuid, p_act text, p_pace real) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(steer_opening.p_user_id, steer_opening.p_opening_id);
  v_actor text := (app.find_office(steer_opening.p_user_id)).email;
  v_over boolean := v_opening.ended_at is not null or coalesce(v_opening.closes_at <= now(), false);
  -- greatest() would pass over a null, which says "no limit".
  v_most real := least(greatest(coalesce(p_pace, 500), 0.1), 500);
begin
  if v_over <> (p_act = 'release') and not (p_act = 'end' and v_over) then
    perform app.refuse('CLOSD', case when v_over then 'the opening is over' else 'end it first' end);
  end if;
  case p_act
    when 'pause' then
      update app.openings opening set paused_at = now() where opening.id = v_opening.id and opening.paused_at is null;
    when 'resume' then
      update app.openings opening set paused_at = null where opening.id = v_opening.id and opening.paused_at is not null;
    when 'slow' then
      update app.opening_paces pace set pace_most = v_most, pace = least(pace.pace, v_most)
      where pace.opening_id = v_opening.id and pace.pace_most <> v_most;
    when 'end' then
      update app.openings opening set ended_at = now() where opening.id = v_opening.id and opening.ended_at is null;
    when 'release' then
      update app.openings opening set released_at = now() where opening.id = v_opening.id and opening.released_at is null;
    else
      perform app.refuse('INVAL', 'no such act');
  end case;
  -- Twice is once, in the log as well.
  if found then
    perform app.log_opening(v_opening.id, case p_act
      when 'pause' then 'paused' when 'resume' then 'resumed' when 'slow' then 'slowed' when 'end' then 'ended' else 'released'
    end, v_actor, case when p_act = 'slow' then jsonb_build_object('pace_most', p_pace) else '{}' end);
    if p_act = 'release' then
      perform app.assign_openings(v_opening.school_id);
    end if;
  end if;
  select * into v_opening from app.openings opening where opening.id = v_opening.id;
  return app.describe_opening(v_opening);
end
$$;
-- An opening as staff see it while it runs: what it is, its status, how many are where, its pace and why, and the last
-- hundred lines of its log before p_before (null: the newest). Refuses: DNIED, NTFND.
create function api.watch_opening(p_user_id uuid, p_opening_id uuid, p_before bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(watch_opening.p_user_id, watch_opening.p_opening_id);
begin
  return jsonb_build_object(
    'opening', app.describe_opening(v_opening),
    'status', app.opening_status(v_opening.id),
    'invited', (select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id and invitation.revoked_at is null),
    'people', (
      select jsonb_build_object(
        'joined', count(*),
        'left', count(*) filter (where ticket.left_at is not null),
        'admitted', count(*) filter (where ticket.admitted_at is not null),
        'inside', count(*) filter (where ticket.pass_until > now()),
        'waiting', count(*) filter (where ticket.admitted_at is null and ticket.left_at is null and not coalesce(
          ticket.rank < each.served_below, ticket.tail_no <= each.tail_served, false
        ))
      )
      from app.tickets ticket
      join app.opening_groups each on each.id = ticket.group_id
      where each.opening_id = v_opening.id
    ),
    'seats', (
      select jsonb_build_object(
        'held', count(*) filter (where booking.state = 'held' and booking.held_until > now()),
        'booked', count(*) filter (where booking.state in ('pending', 'confirmed', 'completed', 'no_show')),
        'cancelled', count(*) filter (where booking.state = 'cancelled')
      )
      from app.appointment_types type
      join app.appointments appointment
        on appointment.teacher_id = type.teacher_id and appointment.appointment_type_id = type.id
        and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
      join app.bookings booking on booking.appointment_id = appointment.id
      where type.opening_id = v_opening.id
    ),
    'pace', (
      select jsonb_build_object('pace', pace.pace, 'pace_most', pace.pace_most, 'why', pace.why, 'choosing', pace.choosing, 'paced_at', pace.paced_at)
      from app.opening_paces pace where pace.opening_id = v_opening.id
    ),
    'log', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', event.id, 'at', event.at, 'kind', event.kind, 'actor', event.actor, 'detail', event.detail
      ) order by event.id desc), '[]')
      from (
        select * from app.opening_events event
        where event.opening_id = v_opening.id and event.id < coalesce(watch_opening.p_before, 9223372036854775807)
        order by event.id desc limit 100
      ) as event
    )
  );
end
$$;
-- Books for somebody who cannot: a staff member lets the family in at once, whoever else is waiting, and it is written down.
-- Else as book_slot: the same refusals, and DNIED and NTFND for another school's opening, or a type that does not wait for it.
create function api.book_for(
  p_user_id uuid, p_opening_id uuid, p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_name text, p_email text,
  p_time_zone text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(book_for.p_user_id, book_for.p_opening_id);
  v_actor text := (app.find_office(book_for.p_user_id)).email;
  v_ticket_id uuid;
  v_link_version integer;
  v_answer jsonb;
begin
  -- Twins of one key take turns here already, since the ticket comes before the key is looked at.
  perform pg_advisory_xact_lock(hashtextextended(book_for.p_key, 0));
  if exists (select from app.requests request where request.key = book_for.p_key) then
    return api.book_slot(
      book_for.p_key, book_for.p_teacher, book_for.p_type, book_for.p_starts_at, book_for.p_name, book_for.p_email,
      book_for.p_time_zone
    );
  elsif (app.find_type(book_for.p_teacher, book_for.p_type)).opening_id is distinct from v_opening.id then
    perform app.refuse('NTFND', 'no such appointment type in this opening');
  end if;
  -- The booker's turn before the ticket's, as in book_slot.
  perform app.lock_booker(book_for.p_email);
  insert into app.invitations (opening_id, group_id, email, name)
  select v_opening.id, each.id, book_for.p_email, book_for.p_name
  from app.opening_groups each where each.opening_id = v_opening.id
  order by each.position desc limit 1
  on conflict on constraint invitations_are_one_an_address do nothing;
  -- As whoever joins: in the draw of its group before it, and behind it in the order of arrival after.
  perform pg_advisory_xact_lock_shared(hashtextextended(invitation.group_id::text, 2)) from app.invitations invitation
  where invitation.opening_id = v_opening.id and invitation.email = book_for.p_email;
  insert into app.tickets (id, opening_id, group_id, invitation_id, joined_at, rank)
  select made.id, each.opening_id, each.id, invitation.id, made.at,
    case when each.drawn_at is null and made.at < each.opens_at then app.rank_of(each.seed, made.id) end
  from app.invitations invitation
  join app.opening_groups each on each.id = invitation.group_id
  cross join (select gen_random_uuid() as id, clock_timestamp() as at) as made
  where invitation.opening_id = v_opening.id and invitation.email = book_for.p_email
  on conflict on constraint tickets_are_one_an_invitation do nothing;
  update app.tickets ticket
  set admitted_at = coalesce(ticket.admitted_at, now()), pass_until = greatest(ticket.pass_until, now() + interval '1 minute'), left_at = null
  from app.invitations invitation
  where invitation.id = ticket.invitation_id and invitation.opening_id = v_opening.id and invitation.email = book_for.p_email
  returning ticket.id, invitation.link_version into v_ticket_id, v_link_version;
  v_answer := api.book_slot(
    book_for.p_key, book_for.p_teacher, book_for.p_type, book_for.p_starts_at, book_for.p_name, book_for.p_email,
    book_for.p_time_zone, v_ticket_id, v_link_version
  );
  perform app.log_opening(v_opening.id, 'booked_for', v_actor, jsonb_build_object('booking', v_answer -> 'booking_id'));
  return v_answer;
end
$$;
-- Loads a school with its teachers, their types and hours, or updates it by its handles: all of it or nothing.
-- An operator's act; the server cannot call it. Hours given replace the old ones; bookings that stand are kept.
-- p_school: {handle, name, staff: [email], teachers: [{handle, name, email, time_zone, subjects, about, spans, types: [{handle, …}]}]}
-- Types that are not in it any more are no longer offered. Gives {teachers, types, added, retired}.
create or replace function app.import_school(p_school jsonb) returns jsonb
language plpgsql volatile
as $$
declare
  v_school_id uuid;
  v_teacher jsonb;
  v_teacher_id uuid;
  v_known boolean;
  v_teachers integer := 0;
  v_types integer := 0;
  v_added integer := 0;
  v_retired integer := 0;
  v_gone integer;
  v_elsewhere text;
begin
  -- One look at all zones: each costs a walk over the zone files.
  select teacher into v_teacher
  from jsonb_array_elements(p_school -> 'teachers') as teacher
  where teacher ->> 'time_zone' not in (select name from pg_catalog.pg_timezone_names);
  if found then
    perform app.refuse('INVAL', format('%s: no such time zone as %s', v_teacher ->> 'name', v_teacher ->> 'time_zone'));
  end if;

  insert into app.schools (handle, name)
  values (p_school ->> 'handle', p_school ->> 'name')
  on conflict (handle) do update set name = excluded.name
  returning id into v_school_id;
  -- Whoever is given is added; nobody is taken away.
  insert into app.staff (school_id, email)
  select v_school_id, lower(email) from jsonb_array_elements_text(coalesce(p_school -> 'staff', '[]')) as email
  on conflict (email) do nothing;
  select string_agg(format('%s is staff of %s already', staff.email, school.name), E'\n' order by staff.email) into v_elsewhere
  from app.staff staff
  join app.schools school on school.id = staff.school_id
  where staff.school_id <> v_school_id
    and staff.email in (select lower(named.email) from jsonb_array_elements_text(coalesce(p_school -> 'staff', '[]')) as named (email));
  if v_elsewhere is not null then
    perform app.refuse('INVAL', v_elsewhere);
  end if;

  for v_teacher in select value from jsonb_array_elements(p_school -> 'teachers') loop
    v_known := exists (select from app.teachers where handle = v_teacher ->> 'handle');
    if exists (
      select from app.teachers teacher
      where teacher.handle = v_teacher ->> 'handle' and teacher.school_id <> v_school_id
    ) then
      perform app.refuse('INVAL', format('the handle %s belongs to a teacher of another school', v_teacher ->> 'handle'));
    end if;
    insert into app.teachers as teacher (school_id, handle, name, email, time_zone, subjects, about)
    values (
      v_school_id, v_teacher ->> 'handle', v_teacher ->> 'name', v_teacher ->> 'email', v_teacher ->> 'time_zone',
      array(select jsonb_array_elements_text(v_teacher -> 'subjects')), v_teacher ->> 'about'
    )
    on conflict (handle) do update set
      name = excluded.name, email = excluded.email, time_zone = excluded.time_zone,
      subjects = excluded.subjects, about = excluded.about,
      hours_version = teacher.hours_version + 1,
      user_id = case when teacher.email = excluded.email then teacher.user_id end
    returning id into v_teacher_id;
    perform app.replace_hours(v_teacher_id, v_teacher -> 'spans');

    insert into app.appointment_types (
      teacher_id, handle, name, description, duration_minutes, step_minutes, seats, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, cutoff_minutes, hold_minutes, booker_cap, opens_at, position
    )
    select v_teacher_id, type.handle, type.name, type.description, type.duration_minutes, type.step_minutes, type.seats,
      type.buffer_before_minutes, type.buffer_after_minutes, type.notice_minutes, type.horizon_days,
      type.cutoff_minutes, coalesce(type.hold_minutes, 5), type.booker_cap, type.opens_at, type.position
    from jsonb_populate_recordset(null::app.appointment_types, v_teacher -> 'types') as type
    on conflict (teacher_id, handle) do update set
      name = excluded.name, description = excluded.description, duration_minutes = excluded.duration_minutes,
      step_minutes = excluded.step_minutes, seats = excluded.seats,
      buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
      notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days,
      cutoff_minutes = excluded.cutoff_minutes, hold_minutes = excluded.hold_minutes,
      booker_cap = excluded.booker_cap, opens_at = excluded.opens_at,
      position = excluded.position, retired_at = null;
    update app.appointment_types type set retired_at = now()
    where type.teacher_id = v_teacher_id and type.retired_at is null
      and type.handle not in (select listed ->> 'handle' from jsonb_array_elements(v_teacher -> 'types') as listed);
    get diagnostics v_gone = row_count;
    perform app.resize_appointments(v_teacher_id);

    v_teachers := v_teachers + 1;
    v_types := v_types + jsonb_array_length(v_teacher -> 'types');
    v_added := v_added + (not v_known)::integer;
    v_retired := v_retired + v_gone;
  end loop;
  perform app.assign_openings(v_school_id);
  -- Now rather than when all is committed, so that the one who imports hears of it.
  set constraints app.teachers_never_share_an_email immediate;
  return jsonb_build_object('teachers', v_teachers, 'types', v_types, 'added', v_added, 'retired', v_retired);
end
$$;
alter table app.staff enable row level security;
alter table app.openings enable row level security;
alter table app.opening_groups enable row level security;
alter table app.opening_paces enable row level security;
alter table app.opening_events enable row level security;
alter table app.invitations enable row level security;
alter table app.tickets enable row level security;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
reset lock_timeout;
