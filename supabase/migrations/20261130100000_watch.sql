-- Watching: what the instances count and the database sees of itself, minute by minute; what is wrong, told once; who may look.
-- Who looks after the installation: /ops, and no school's bookings. An operator adds them, as in docs/operating.md; being of a
-- school's staff makes nobody one.
create table app.operators (
  email app.email primary key,
  -- The Auth user, bound at the first sign-in with the address above.
  user_id uuid unique,
  code_asked_at timestamptz,
  created_at timestamptz not null default now()
);

-- What was counted and looked at, a row a minute, kept for two weeks. Nothing in it is of a person.
create table app.watch_minutes (
  minute timestamptz primary key constraint watch_minutes_are_whole check (date_trunc('minute', minute, 'UTC') = minute),
  -- What the instances counted (lib/watch/read-minute.ts); null while Redis has not said.
  traffic jsonb,
  -- What the database saw of itself (app.gauges), and which laws it found broken (app.broken_laws); null where nobody looked.
  gauges jsonb,
  broken jsonb
);

-- What was wrong, from when to when. One is told when it begins and when it is over, and once each.
create table app.watch_alerts (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 60),
  -- In numbers; nothing in it is of a person.
  said text not null check (length(said) <= 1000),
  since timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  well_at timestamptz,
  told_at timestamptz,
  well_told_at timestamptz,
  -- Until when somebody is telling it.
  leased_until timestamptz
);
create unique index watch_alerts_are_one_at_a_time on app.watch_alerts (name) where (well_at is null);
create index watch_alerts_open on app.watch_alerts (seen_at) where (well_at is null);
create index watch_alerts_untold on app.watch_alerts (since) where (told_at is null or well_at is not null and well_told_at is null);
create index watch_alerts_by_time on app.watch_alerts (since);

alter table app.operators enable row level security;
alter table app.watch_minutes enable row level security;
alter table app.watch_alerts enable row level security;

-- The operator whom an Auth user is, or DNIED.
create function app.find_operator(p_user_id uuid) returns app.operators
language plpgsql stable
as $$
declare
  v_operator app.operators;
begin
  select * into v_operator from app.operators operator where operator.user_id = find_operator.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not an operator');
  end if;
  return v_operator;
end
$$;

-- Bookings that somebody did something with since p_since, by what is noted of it: the last p_most of each kind at most, so that
-- looking at them costs the same at a rush as at night.
create function app.touched_lately(p_since timestamptz, p_most integer) returns uuid[]
language sql stable
as $$
  select array(
    (
      select request.booking_id from app.requests request
      where request.answered_at >= p_since and request.answer is not null and request.booking_id is not null
      order by request.answered_at desc limit p_most
    )
    union
    select entry.subject_id
    from (
      select noted.subject_id, noted.subject_kind from app.audit noted
      where noted.at >= p_since order by noted.at desc limit p_most
    ) as entry
    where entry.subject_kind = 'booking'
    union
    -- Holds that have just run out, whoever noticed.
    (
      select booking.id from app.bookings booking
      where booking.confirmed_at is null and booking.held_until is not null and booking.held_until between p_since and now()
      order by booking.held_until desc limit p_most
    )
    union
    -- What is offered to who waits was asked for by nobody.
    (
      select booking.id from app.bookings booking
      where booking.wait_id is not null and booking.state = 'held' and booking.held_until >= p_since
      order by booking.held_until desc limit p_most
    )
  )
$$;

-- What Postgres itself keeps from happening, where it does not keep it any more: then nothing else is to be believed.
create function app.missing_laws() returns table (law text, broken bigint)
language sql stable
as $$
  select 'the database has lost a law: ' || lost.name, count(*)
  from unnest(array[
    'appointments_never_overlap', 'appointments_never_exceed_their_seats', 'appointments_without_bookings_are_cancelled',
    'students_are_never_in_two_places', 'holds_run_out', 'tickets_are_one_an_invitation'
  ]) as lost (name)
  where not exists (
    select from pg_catalog.pg_constraint kept
    where kept.conname = lost.name and kept.connamespace = 'app'::regnamespace and kept.convalidated
  )
  group by lost.name
$$;

-- Laws of a teacher's time and its seats, of the appointments in which these bookings are.
create function app.broken_seats(p_bookings uuid[]) returns table (law text, broken bigint)
language sql stable
as $$
  with touched as materialized (
    select booking.* from app.bookings booking where booking.id = any (p_bookings)
  ),
  standing as materialized (
    select appointment.*, sat.seats as sat, sat.for_good, sat.held, sat.kept, sat.elsewhere, sat.active
    from app.appointments appointment
    cross join lateral (
      select count(*) as seats, bool_or(booking.state <> 'held') as for_good,
        max(booking.held_until) filter (where booking.state = 'held') as held,
        max(app.blocked_until(booking)) filter (where booking.state = 'held') as kept,
        count(*) filter (where booking.during <> tstzrange(appointment.starts_at, appointment.ends_at)) as elsewhere,
        count(*) filter (where booking.state in ('held', 'pending', 'confirmed')) as active
      from app.bookings booking
      where booking.appointment_id = appointment.id
        and booking.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
    ) as sat
    where appointment.id = any (array(select touched.appointment_id from touched))
  )
  -- Two that overlap are found where both were touched; app.missing_laws finds that any could.
  select 'a teacher has two overlapping appointments', count(*)
  from standing one
  join standing other on other.teacher_id = one.teacher_id and one.id < other.id and one.busy && other.busy
  where one.cancelled_at is null and other.cancelled_at is null
  union all
  select 'a student is in two places', count(*)
  from touched one
  join touched other on other.student = one.student and one.id < other.id and one.during && other.during
  where one.state in ('pending', 'confirmed') and other.state in ('pending', 'confirmed')
  union all
  select 'an appointment counts other seats than its bookings have', count(*)
  from standing where standing.seats_taken <> standing.sat or standing.sat > standing.seats
  union all
  select 'an active booking has an appointment that is cancelled', count(*)
  from standing where standing.cancelled_at is not null and standing.active > 0
  union all
  select 'a booking stands at another time than its appointment', count(*)
  from standing where standing.elsewhere > 0
  union all
  select 'an appointment with a confirmed booking runs out, or one with holds alone does not', count(*)
  from standing
  where standing.cancelled_at is null and standing.sat > 0
    and ((standing.held_until is null) <> standing.for_good or standing.held_until < standing.held)
  union all
  select 'a time is kept for longer than the last of its holds', count(*)
  from standing where standing.cancelled_at is null and standing.sat > 0 and standing.held_until > standing.kept
$$;

-- Laws of what people were told, and of whose turn it was, of these bookings.
create function app.broken_promises(p_bookings uuid[]) returns table (law text, broken bigint)
language sql stable
as $$
  with touched as materialized (
    select booking.* from app.bookings booking where booking.id = any (p_bookings)
  ),
  -- Which mails there have to be of what has just happened; those from long ago may be forgotten by now.
  owed as materialized (
    select booking.id, booking.series_id, booking.email, due.kind
    from touched booking
    cross join lateral (
      values
        ('confirmed', booking.state = 'confirmed', booking.confirmed_at),
        ('cancelled', booking.state = 'cancelled', booking.cancelled_at),
        ('moved', booking.moves > 0, booking.moved_at),
        ('requested', booking.state = 'pending', booking.created_at)
    ) as due (kind, is_due, since)
    -- Who was erased is written to no more.
    where due.is_due and due.since > now() - interval '2 days' and booking.email is not null
  )
  select 'what was answered as booked is not there', count(*)
  from unnest(p_bookings) as answered (id) where not exists (select from touched where touched.id = answered.id)
  union all
  -- By the address, in either of its two turns: of a booking alone there is no index, which every booking would pay for.
  select 'a booking lacks its mail', count(*)
  from owed
  where not exists (
    select from app.mails mail
    where mail.addressee = any (array[md5(owed.email)::uuid, md5('teacher ' || owed.email)::uuid])
      and mail.kind = owed.kind::app.mail_kind
      and (mail.booking_id = owed.id or mail.booking_id = any (array(
        select sibling.id from app.bookings sibling where sibling.series_id = owed.series_id
      )))
  )
  union all
  select 'who waits is offered a seat that is not theirs, or has taken one that is still offered', count(*)
  from touched booking
  join app.waits wait on wait.id = booking.wait_id
  where booking.state = 'held' and wait.state <> 'offered'
    or booking.state in ('pending', 'confirmed') and wait.state <> 'taken'
  union all
  select 'a ticket has more seats than it is good for', count(*)
  from (select distinct booking.ticket_id from touched booking where booking.ticket_id is not null) as used
  join app.tickets ticket on ticket.id = used.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  where app.booked_by_ticket(used.ticket_id, null) > opening.bookings_each
  union all
  select 'a seat was taken in an opening before it opened, or by who was never let in', count(*)
  from touched booking
  join app.tickets ticket on ticket.id = booking.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  where booking.created_at < opening.opens_at or ticket.admitted_at is null
$$;

-- Laws of the draw, of openings whose bell was since yesterday: those who were called since p_since, p_most of each opening at most.
create function app.broken_draws(p_since timestamptz, p_most integer) returns table (law text, broken bigint)
language sql stable
as $$
  with opened as materialized (
    select opening.id from app.openings opening
    where opening.opens_at between now() - interval '24 hours' and now() and opening.waiting_room
    order by opening.opens_at desc limit 200
  ),
  called as materialized (
    select ticket.*
    from opened
    cross join lateral (
      select offered.* from app.tickets offered
      where offered.opening_id = opened.id and offered.offered_at >= p_since
      order by offered.offered_at desc limit p_most
    ) as ticket
  ),
  groups as materialized (
    select each.*, (
      select ticket.tail_no from app.tickets ticket
      where ticket.group_id = each.id and ticket.tail_no is not null
      order by ticket.tail_no desc limit 1
    ) as last_no
    from app.opening_groups each where each.opening_id = any (array(select opened.id from opened))
  )
  select 'somebody was called whose turn had not come', count(*)
  from called
  join groups on groups.id = called.group_id
  where groups.drawn_at is null
    or not coalesce(called.rank < groups.served_below, called.tail_no <= groups.tail_served, false)
  union all
  select 'a rank is not the one that its seed gives', count(*)
  from called
  join groups on groups.id = called.group_id
  where called.rank <> app.rank_of(groups.seed, called.id)
  union all
  select 'the numbers behind a draw are not as many as were given', count(*)
  from groups where groups.tail_count <> coalesce(groups.last_no, 0)
$$;

-- How the outbox of mails stands, by the 500 that are due first: how many wait, for how long the oldest has been meant to go and
-- has not, for how long one is due that nobody takes, how many were tried in vain, and whether any went out within ten minutes.
create function app.waiting_mails() returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'waiting', count(*),
    'oldest_seconds', coalesce(extract(epoch from now() - min(mail.planned_at))::integer, 0),
    'overdue_seconds', coalesce(extract(epoch from now() - min(mail.due_at) filter (where mail.due_at <= now()))::integer, 0),
    'failing', count(*) filter (where mail.error is not null),
    'moves', exists (
      select from (
        select gone.sent_at from app.mails gone
        where coalesce(gone.sent_at, gone.failed_at) > now() - interval '10 minutes'
        order by coalesce(gone.sent_at, gone.failed_at) desc limit 500
      ) as gone
      where gone.sent_at is not null
    )
  )
  from (
    select next.planned_at, next.due_at, next.error from app.mails next
    where next.sent_at is null and next.failed_at is null and next.due_at < now() + interval '1 day'
    order by next.due_at limit 500
  ) as mail
  where mail.planned_at <= now()
$$;

-- How what programs are to be told stands, by the 500 that are due first: how many wait, and for how long one is due that nobody
-- takes, though it is its turn and its program answers.
create function app.waiting_hooks() returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'waiting', count(*),
    'overdue_seconds', coalesce(extract(epoch from now() - min(delivery.due_at) filter (
      where delivery.due_at <= now() and hook.off_at is null and hook.failing_since is null
        and (hook.claimed_until is null or hook.claimed_until <= now())
        and not exists (
          select from app.hook_deliveries earlier
          where earlier.booking_id = delivery.booking_id and earlier.hook_id = delivery.hook_id and earlier.place < delivery.place
            and earlier.told_at is null and earlier.given_up_at is null
        )
    ))::integer, 0)
  )
  from (
    select next.* from app.hook_deliveries next
    where next.told_at is null and next.given_up_at is null and next.due_at < now() + interval '1 day'
    order by next.due_at, next.place limit 500
  ) as delivery
  cross join lateral (select each.* from app.hooks each where each.id = delivery.hook_id offset 0) as hook
$$;

-- Which of the laws are broken by what happened lately, as {law: how often}; nothing, if all is well. One look at one moment: what
-- is under way meanwhile is seen whole or not at all.
create function app.broken_laws(p_bookings uuid[], p_since timestamptz, p_most integer) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_object_agg(found.law, found.broken), '{}')
  from (
    select * from app.missing_laws()
    union all
    select * from app.broken_seats(p_bookings)
    union all
    select * from app.broken_promises(p_bookings)
    union all
    select * from app.broken_draws(p_since, p_most)
  ) as found (law, broken)
  where found.broken > 0
$$;

-- What the database sees of itself at a moment: {mails, hooks, connections, connections_most, lock_waits, lock_wait_seconds}.
create function app.gauges() returns jsonb
language sql volatile
as $$
  select jsonb_build_object(
    'mails', app.waiting_mails(), 'hooks', app.waiting_hooks(),
    'connections', (
      select pg_stat_get_db_numbackends(each.oid) from pg_catalog.pg_database each where each.datname = current_database()
    ),
    'connections_most', current_setting('max_connections')::integer,
    'lock_waits', count(*),
    'lock_wait_seconds', coalesce(extract(epoch from clock_timestamp() - min(held.waitstart))::integer, 0)
  )
  from pg_catalog.pg_locks held where not held.granted
$$;

-- How things stand, for whoever judges them: {now, minute, gauges, broken, blind, burn}. Blind is for how many finished minutes in
-- a row nobody knows what the instances counted; burn is what was answered and failed in the last 5, 30, 60 and 360 minutes of
-- those that are known, by minutes.
create function app.watch_state() returns jsonb
language sql stable
as $$
  with looked as (
    select each.minute, each.gauges, each.broken from app.watch_minutes each
    where each.gauges is not null and each.minute > now() - interval '10 minutes'
    order by each.minute desc limit 1
  ),
  known as (
    select each.minute from app.watch_minutes each
    where each.traffic is not null and each.minute > now() - interval '370 minutes'
    order by each.minute desc limit 1
  ),
  counted as materialized (
    select each.minute, (each.traffic ->> 'answered')::integer as answered, (each.traffic ->> 'failed')::integer as failed,
      each.traffic is null as is_blind
    from app.watch_minutes each where each.minute > now() - interval '370 minutes'
  )
  select jsonb_build_object(
    'now', now(), 'minute', (select looked.minute from looked), 'gauges', (select looked.gauges from looked),
    'broken', coalesce((select looked.broken from looked), '{}'),
    'blind', (
      select count(*) from counted
      where counted.is_blind and counted.minute > coalesce((select known.minute from known), '-infinity')
    ),
    'burn', (
      select jsonb_object_agg(span.minutes, (
        select jsonb_build_object('answered', coalesce(sum(counted.answered), 0), 'failed', coalesce(sum(counted.failed), 0))
        from counted, known
        where counted.minute > known.minute - make_interval(mins => span.minutes)
          -- What is long over burns nothing now.
          and known.minute > now() - interval '10 minutes'
      ))
      from unnest(array[5, 30, 60, 360]) as span (minutes)
    )
  )
$$;

-- Keeps what the instances counted in finished minutes, as {minute: traffic}, or null while nobody knows; looks at the database
-- itself and its laws, once for each minute of its own clock; and forgets minutes of two weeks ago. What is known of a minute stands.
-- Gives app.watch_state, with `wrote`: whether this was the first look at that minute.
create function api.keep_minute(p_counted jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_minute timestamptz := date_trunc('minute', now(), 'UTC') - interval '1 minute';
  v_most constant integer := 2000;
  -- Longer than a minute, so that a cron that comes late leaves nothing out; and what was found broken is looked at again, for a
  -- day at most, so that it is not well before it is mended.
  v_since timestamptz := least(now() - interval '150 seconds', (
    select greatest(alert.since - interval '150 seconds', now() - interval '1 day')
    from app.watch_alerts alert where alert.name = 'law-broken' and alert.well_at is null
  ));
  v_bookings uuid[];
  v_wrote boolean := false;
begin
  if not exists (select from app.watch_minutes each where each.minute = v_minute and each.gauges is not null) then
    v_bookings := app.touched_lately(v_since, v_most);
    insert into app.watch_minutes (minute, gauges, broken)
    values (
      v_minute, app.gauges() || jsonb_build_object('bookings_looked_at', cardinality(v_bookings)),
      app.broken_laws(v_bookings, v_since, v_most)
    )
    on conflict (minute) do update set gauges = excluded.gauges, broken = excluded.broken where watch_minutes.gauges is null;
    v_wrote := found;
  end if;
  insert into app.watch_minutes (minute, traffic)
  select counted.minute::timestamptz, counted.traffic
  from jsonb_each(keep_minute.p_counted) as counted (minute, traffic)
  -- By the clock of who counted, which may be off.
  where counted.minute::timestamptz between v_minute - interval '14 minutes' and v_minute
  on conflict (minute) do update set traffic = excluded.traffic where watch_minutes.traffic is null;
  delete from app.watch_minutes each
  where each.minute = any (array(
    select old.minute from app.watch_minutes old where old.minute < now() - interval '14 days' order by old.minute limit 100
  ));
  return app.watch_state() || jsonb_build_object('wrote', v_wrote);
end
$$;

-- Of the server that is asked: {replica, replayed_at, now}. Whether it follows another, and when what it replayed last was committed.
create function api.replica_replayed() returns jsonb
language sql stable security definer set search_path = ''
as $$
  select jsonb_build_object(
    'replica', pg_is_in_recovery(), 'replayed_at', pg_last_xact_replay_timestamp(), 'now', clock_timestamp()
  )
$$;

-- Takes down what is wrong now, as {name: in words}, and what was known of the replica a moment ago, which joins the last look. What
-- was not seen for five minutes is well. Gives what is to be told, to one caller at a time: [{id, name, said, since, well_at}], each
-- first as wrong and then as well (api.mark_alert).
create function api.settle_alerts(p_wrong jsonb, p_replica jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_untold jsonb;
begin
  update app.watch_minutes each set gauges = each.gauges || p_replica
  where p_replica is not null and each.minute = (
    select last.minute from app.watch_minutes last
    where last.gauges is not null and last.minute > now() - interval '10 minutes'
    order by last.minute desc limit 1
  );
  insert into app.watch_alerts (name, said)
  select wrong.name, left(wrong.said, 1000) from jsonb_each_text(p_wrong) as wrong (name, said) order by wrong.name
  on conflict (name) where (well_at is null) do update set seen_at = now(), said = excluded.said;
  update app.watch_alerts alert set well_at = now()
  where alert.well_at is null and alert.seen_at <= now() - interval '5 minutes';
  with due as (
    select alert.id from app.watch_alerts alert
    where (alert.told_at is null or alert.well_at is not null and alert.well_told_at is null)
      and alert.since > now() - interval '90 days'
      and coalesce(alert.leased_until <= now(), true)
    order by alert.since limit 20
    for update skip locked
  ),
  taken as (
    update app.watch_alerts alert set leased_until = now() + interval '1 minute'
    from due where alert.id = due.id returning alert.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', taken.id, 'name', taken.name, 'said', taken.said, 'since', taken.since,
    'well_at', case when taken.told_at is not null then taken.well_at end
  ) order by taken.since, taken.name), '[]') into v_untold
  from taken;
  delete from app.watch_alerts alert where alert.id = any (array(
    select old.id from app.watch_alerts old
    where old.since < now() - interval '90 days' and old.well_at is not null order by old.since limit 100
  ));
  return v_untold;
end
$$;

-- An alert was told: that it is well again, or else that it is not.
create function api.mark_alert(p_id uuid, p_well boolean) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.watch_alerts alert
  set leased_until = null,
    told_at = case when mark_alert.p_well then alert.told_at else now() end,
    well_told_at = case when mark_alert.p_well then now() end
  where alert.id = mark_alert.p_id
$$;

-- What /ops draws: {email, state: app.watch_state, minutes: the last p_minutes, oldest first, alerts: thirty, newest first}.
-- Refuses: DNIED.
create function api.open_ops(p_user_id uuid, p_minutes integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_operator app.operators := app.find_operator(open_ops.p_user_id);
begin
  return jsonb_build_object(
    'email', v_operator.email,
    'state', app.watch_state(),
    'minutes', (
      select coalesce(jsonb_agg(each order by each.minute), '[]')
      from app.watch_minutes each
      where each.minute >= date_trunc('minute', now(), 'UTC') - make_interval(mins => open_ops.p_minutes)
    ),
    'alerts', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', alert.id, 'name', alert.name, 'said', alert.said, 'since', alert.since, 'well_at', alert.well_at
      ) order by alert.well_at is null desc, alert.since desc), '[]')
      from (
        select last.* from app.watch_alerts last
        where last.since > now() - interval '14 days' order by last.since desc limit 30
      ) as alert
    )
  );
end
$$;

-- Whether a sign-in code may be sent to an address now: to teachers, staff and operators only, one a minute, so that nobody can be
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
  if found then
    return true;
  end if;
  update app.operators operator set code_asked_at = now()
  where operator.email = ask_code.p_email
    and (operator.code_asked_at is null or operator.code_asked_at <= now() - interval '1 minute')
    and not exists (select from app.teachers teacher where teacher.email = ask_code.p_email)
    and not exists (select from app.staff staff where staff.email = ask_code.p_email);
  return found;
end
$$;

-- Binds an Auth user to the teacher, the staff member and the operator with the address that Auth has verified. Refuses: DNIED.
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
  v_known := v_known or found;
  update app.operators operator set user_id = null
  where operator.user_id = claim_desk.p_user_id and operator.email <> lower(claim_desk.p_email);
  update app.operators operator set user_id = claim_desk.p_user_id
  where operator.email = lower(claim_desk.p_email);
  if not (v_known or found) then
    perform app.refuse('DNIED', 'nobody here has this address');
  end if;
end
$$;

revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
