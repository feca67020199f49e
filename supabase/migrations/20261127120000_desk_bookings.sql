-- Bookings at the teacher's desk: cancelled by the teacher, with a reason.

alter table app.bookings
  add column cancelled_by_teacher boolean not null default false,
  add column cancel_reason text check (length(cancel_reason) <= 500);
alter table app.requests alter column booking_id drop not null;

drop function api.list_bookings(uuid, timestamptz, timestamptz);

-- Who came or was missed has had their share, too.
drop index app.bookings_by_booker;
create index bookings_by_booker on app.bookings (email) where (state in ('pending', 'confirmed', 'completed', 'no_show'));

-- When the next mail to a booker's address goes out. It was typed by anybody, so it gets one a minute at most, the first at
-- once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a cancellation is told all the same.
create or replace function app.mail_turn(p_kind app.mail_kind, p_addressee uuid) returns timestamptz
language plpgsql
as $$
declare
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = mail_turn.p_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and mail_turn.p_kind = 'confirmed' then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  return v_planned_at;
end
$$;
-- What one booker may have of an opening that asks for no ticket: LIMIT past it. By address, whose turn it is. What was
-- booked of the same types before it is not of it.
create or replace function app.require_share(p_opening_id uuid, p_email text) returns void
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
      where booking.email = p_email and booking.state in ('pending', 'confirmed', 'completed', 'no_show') and type.opening_id = opening.id
        and coalesce(booking.confirmed_at, booking.created_at) >= greatest(opening.opens_at, opening.created_at)
    )
  ) then
    perform app.refuse('LIMIT', 'as many bookings of this opening as one booker may have');
  end if;
end
$$;
-- Tells both sides, in the transaction that gives the reason: the booker in their turn, the teacher at once. Refuses: SLOWD.
create or replace function app.enqueue_mails(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
begin
  perform app.tell_booker(enqueue_mails.p_booking_id, enqueue_mails.p_kind, enqueue_mails.p_email);
  insert into app.mails (booking_id, kind, recipient)
  values (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher');
end
$$;
-- The teachers for whom an Auth user may act: themselves, and all of the school whose staff they are. Refuses: DNIED for who
-- is neither.
create or replace function app.in_charge_of(p_user_id uuid) returns uuid[]
language plpgsql stable
as $$
declare
  v_teachers uuid[] := array(
    select teacher.id from app.teachers teacher where teacher.user_id = in_charge_of.p_user_id
    union
    select teacher.id from app.staff staff join app.teachers teacher on teacher.school_id = staff.school_id
    where staff.user_id = in_charge_of.p_user_id
  );
begin
  if v_teachers = '{}' then
    perform app.refuse('DNIED', 'neither a teacher nor of the staff');
  end if;
  return v_teachers;
end
$$;
-- Takes a booking back whose appointment is locked: its seat is free again, and both sides are told; of what the teacher has
-- cancelled the booker alone, with the reason.
create or replace function app.withdraw_booking(p_booking app.bookings, p_by_teacher boolean, p_reason text) returns void
language plpgsql
as $$
begin
  update app.bookings booking
  set state = 'cancelled', cancelled_at = now(), cancelled_by_teacher = p_by_teacher, cancel_reason = p_reason
  where booking.id = p_booking.id;
  perform app.give_back_seat(p_booking.appointment_id);
  if p_by_teacher then
    perform app.tell_booker(p_booking.id, 'cancelled', p_booking.email);
  else
    perform app.enqueue_mails(p_booking.id, 'cancelled', p_booking.email);
  end if;
end
$$;
-- What some teachers have, or had and gave up, that starts in a span. Two indexes, one for the time that stands and one for
-- what was cancelled.
create or replace function app.appointments_in(p_teachers uuid[], p_span tstzrange) returns setof app.appointments
language sql stable rows 200
as $$
  select found.*
  from unnest(p_teachers) as teacher (id)
  cross join lateral (
    select appointment.* from app.appointments appointment
    where appointment.teacher_id = teacher.id and appointment.busy && p_span
      and appointment.cancelled_at is null and appointment.starts_at <@ p_span
    union all
    select appointment.* from app.appointments appointment
    where appointment.teacher_id = teacher.id and appointment.cancelled_at is not null
      and appointment.starts_at >= lower(p_span) and appointment.starts_at < upper(p_span)
  ) as found
$$;
-- The appointments of some bookings, as far as they are with one of these teachers.
create or replace function app.appointments_with(p_teachers uuid[], p_booking_ids uuid[]) returns uuid[]
language sql stable
return array(
  select distinct appointment.id
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = any (p_booking_ids) and appointment.teacher_id = any (p_teachers)
);
-- Whether every word, folded as app.fold does, is in a booking's name, address, type or answers.
create or replace function app.mentions(p_booking app.bookings, p_type text, p_words text[]) returns boolean
language plpgsql stable
as $$
declare
  v_text text := app.fold(concat_ws(' ', p_booking.name, p_booking.email, p_type, (
    select string_agg(said ->> 'answer', ' ') from jsonb_array_elements(p_booking.answers) as said
  )));
begin
  return not exists (select from unnest(p_words) as word where position(word in v_text) = 0);
end
$$;
-- A booking with all that its page and its mails say of it. In PL/pgSQL, which keeps its plan.
create or replace function app.describe_booking(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (select jsonb_build_object(
    'booking_id', p_booking.id,
    'link_version', p_booking.link_version,
    'state', p_booking.state,
    'starts_at', lower(p_booking.during),
    'ends_at', upper(p_booking.during),
    'cancelled_by_teacher', p_booking.cancelled_by_teacher,
    'cancel_reason', p_booking.cancel_reason,
    'cancel_until', lower(p_booking.during) - make_interval(mins => type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name),
    'place_kind', type.place_kind,
    'place', type.place,
    'answers', p_booking.answers,
    'series', case when p_booking.series_id is not null then (
      select jsonb_agg(jsonb_build_object(
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state,
        'starts_at', lower(other.during), 'ends_at', upper(other.during)
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;
-- Whose bookings somebody looks at: their own where p_team is null; all that are in their charge for '*'; else those of a team of
-- the school whose staff they are. Refuses: DNIED, and NTFND for a team that is not their school's.
create or replace function app.listed_teachers(p_user_id uuid, p_team text) returns uuid[]
language plpgsql stable
as $$
declare
  v_team app.teams;
begin
  if p_team is null then
    return array[(app.find_desk(p_user_id)).id];
  elsif p_team = '*' then
    return app.in_charge_of(p_user_id);
  end if;
  v_team := app.find_team(p_team);
  if v_team.school_id is distinct from (app.find_office(p_user_id)).school_id then
    perform app.refuse('NTFND', 'no such team in your school');
  end if;
  return array(select teacher.id from app.teachers_of(v_team) as teacher);
end
$$;
-- What stands of one teacher's time in a span and has not begun. The teacher is one of p_teachers, by handle, or else the Auth
-- user. Refuses: NTFND for any other, DNIED where none is named by who is none.
create or replace function app.coming_appointments(p_teachers uuid[], p_user_id uuid, p_teacher text, p_during tstzrange) returns uuid[]
language plpgsql stable
as $$
declare
  v_teacher_id uuid := case when p_teacher is null then (app.find_desk(p_user_id)).id else (
    select teacher.id from app.teachers teacher where teacher.handle = p_teacher and teacher.id = any (p_teachers)
  ) end;
begin
  if v_teacher_id is null then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  return array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = v_teacher_id
      and appointment.busy && (p_during * tstzrange(now(), null))
      and tstzrange(appointment.starts_at, appointment.ends_at) && p_during
      and appointment.starts_at > now()
      and appointment.cancelled_at is null
  );
end
$$;
-- A booking as those see it who have charge of it, with all that its row opens to.
create or replace function app.describe_listed(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'id', p_booking.id, 'state', p_booking.state, 'starts_at', lower(p_booking.during), 'ends_at', upper(p_booking.during),
      'teacher', teacher.name, 'time_zone', teacher.time_zone, 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
      'name', p_booking.name, 'email', p_booking.email, 'answers', p_booking.answers,
      'booked_at', coalesce(p_booking.confirmed_at, p_booking.created_at),
      'cancelled_at', p_booking.cancelled_at, 'cancelled_by_teacher', p_booking.cancelled_by_teacher,
      'cancel_reason', p_booking.cancel_reason,
      'series', case when p_booking.series_id is not null then (
        select jsonb_build_object(
          'nth', count(*) filter (where (other.during, other.id) <= (p_booking.during, p_booking.id)), 'of', count(*)
        )
        from app.bookings other where other.series_id = p_booking.series_id
      ) end
    )
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where appointment.id = p_booking.appointment_id
  );
end
$$;
-- The ids of up to p_most bookings of some teachers, by start and id, after the one that was last seen; p_wish is that of
-- list_bookings. Time is looked through in stretches, each twice as long as the one before: the first has a page full mostly,
-- and ten have a century.
create or replace function app.page_of_bookings(
  p_teachers uuid[], p_wish jsonb, p_after_at timestamptz, p_after_id uuid, p_most integer
) returns uuid[]
language plpgsql stable
as $$
declare
  v_back boolean := coalesce((p_wish ->> 'backwards')::boolean, false);
  v_from timestamptz := coalesce((p_wish ->> 'from')::timestamptz, '2000-01-01T00:00Z');
  v_until timestamptz := coalesce((p_wish ->> 'until')::timestamptz, '2100-01-01T00:00Z');
  v_words text[] := array_remove(string_to_array(app.fold(trim(p_wish ->> 'search')), ' '), '');
  v_step interval := '672 hours';
  v_found uuid[] := '{}';
  v_span tstzrange;
begin
  -- What begins at the very instant of the last one seen may still be to come.
  if v_back then
    v_until := least(v_until, p_after_at + interval '1 microsecond');
  else
    v_from := greatest(v_from, p_after_at);
  end if;
  while v_from < v_until and cardinality(v_found) < p_most loop
    if v_back then
      v_span := tstzrange(greatest(v_from, v_until - v_step), v_until);
      v_until := lower(v_span);
    else
      v_span := tstzrange(v_from, least(v_until, v_from + v_step));
      v_from := upper(v_span);
    end if;
    v_step := v_step * 2;
    v_found := v_found || array(
      select booking.id
      from app.appointments_in(p_teachers, v_span) as appointment
      join app.appointment_types type on type.id = appointment.appointment_type_id
      join app.bookings booking on booking.appointment_id = appointment.id
      where (p_wish ->> 'type' is null or type.handle = p_wish ->> 'type')
        and case
          when p_wish ->> 'state' is null then booking.state not in ('held', 'expired')
          else booking.state = (p_wish ->> 'state')::app.booking_state
        end
        and (
          p_after_at is null or appointment.starts_at = p_after_at and booking.id > p_after_id
          or case when v_back then appointment.starts_at < p_after_at else appointment.starts_at > p_after_at end
        )
        and (coalesce(v_words, '{}') = '{}' or app.mentions(booking, type.name, v_words))
      order by extract(epoch from appointment.starts_at) * case when v_back then -1 else 1 end, booking.id
      limit p_most - cardinality(v_found)
    );
  end loop;
  return v_found;
end
$$;
-- How many minutes some times have within a span.
create or replace function app.minutes_of(p_times tstzmultirange, p_within tstzrange) returns integer
language sql immutable
return (
  select coalesce(sum(extract(epoch from upper(part) - lower(part))), 0)::integer / 60
  from unnest(p_times * tstzmultirange(p_within)) as part
);
-- A ticket as its holder may know it: its rank no sooner than the seed, by which everybody can compute it.
create or replace function app.describe_ticket(p_ticket app.tickets) returns jsonb
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
        where booking.ticket_id = p_ticket.id and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
      )
    )
    from app.opening_groups each
    join app.openings opening on opening.id = each.opening_id
    where each.id = p_ticket.group_id
  );
end
$$;
-- Who of a team may be booked at that start, first who has the fewest bookings in that week of their own calendar; between
-- equals it is as good as drawn. From here on nobody else of the team is picked for that week until this is over.
-- Refuses, when nobody is: what the first of them would say.
create or replace function app.pick_teachers(p_team app.teams, p_type text, p_starts_at timestamptz, p_duration_minutes integer) returns text[]
language plpgsql
as $$
declare
  v_offers record;
  v_teachers text[];
begin
  -- In one order, as whoever edits several.
  perform app.share_rules(offer.teacher)
  from (select each.teacher from app.team_types(p_team, p_type, p_duration_minutes) as each order by each.teacher) as offer;
  perform pg_advisory_xact_lock(hashtextextended(
    p_team.id || ' ' || date_trunc('week', p_starts_at at time zone 'UTC')::text, 7
  ));
  v_teachers := array(
    select offer.teacher
    from app.team_types(p_team, p_type, p_duration_minutes) as offer
    cross join lateral (select date_trunc('week', p_starts_at at time zone offer.time_zone) as monday) as week
    where app.bookable_window(offer.type) @> p_starts_at and app.is_offered(offer.type, p_starts_at)
    order by (
      select count(*)
      from app.appointments appointment
      join app.bookings booking on booking.appointment_id = appointment.id
      where appointment.teacher_id = (offer.type).teacher_id
        and appointment.busy && tstzrange(week.monday at time zone offer.time_zone, (week.monday + interval '7 days') at time zone offer.time_zone)
        and appointment.cancelled_at is null
        and (booking.state in ('pending', 'confirmed', 'completed', 'no_show') or booking.state = 'held' and booking.held_until > now())
    ), md5(offer.teacher || p_starts_at::text)
  );
  if v_teachers = '{}' then
    select each.type as type into v_offers from app.team_types(p_team, p_type, p_duration_minutes) as each order by each.teacher limit 1;
    if not found then
      perform app.refuse('NTFND', 'nobody of this team has such a type');
    end if;
    perform app.require_offered(v_offers.type, p_starts_at);
    perform app.refuse('GONE0', 'not a start that is offered');
  end if;
  return v_teachers;
end
$$;
-- Cancels bookings by their teacher or the school's office, whatever the cutoff: those of p_booking_ids, or else all that touch
-- [p_from, p_until) of one teacher, who is oneself unless p_teacher names another; holds in that time lapse. All of it or
-- nothing, up to 500; each booker is told once, with p_reason. What has begun is not cancelled, and what was already, stays so.
-- Gives {cancelled: [ids], teachers: [handles]}: whose slots changed.
-- Refuses: DNIED, REUSE, NTFND for what is not in one's charge, CLOSD for what has begun, LIMIT.
create or replace function api.cancel_as_teacher(
  p_user_id uuid, p_key text, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('cancel as teacher', p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason)::text, 'UTF8'
  ));
  v_teachers uuid[] := app.in_charge_of(cancel_as_teacher.p_user_id);
  v_answer jsonb := app.first_answer(cancel_as_teacher.p_key, v_body_hash);
  v_appointments uuid[];
  v_booking app.bookings;
  v_cancelled uuid[] := '{}';
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_appointments := case
    when p_booking_ids is null then app.coming_appointments(v_teachers, p_user_id, p_teacher, tstzrange(p_from, p_until))
    else app.appointments_with(v_teachers, p_booking_ids)
  end;
  if (
    select count(*) from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
  ) > 500 and p_booking_ids is null then
    perform app.refuse('LIMIT', 'more than 500 bookings');
  end if;
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. Who confirms a hold only now has not been
  -- waited for: nothing is locked after the seats, and at worst their mail comes within the minute.
  perform app.lock_booker(known.email) from (
    select distinct booking.email from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
      and (p_booking_ids is null or booking.id = any (p_booking_ids))
    order by booking.email
  ) as known;
  -- Nor does a series of theirs lock by time meanwhile what is locked here by id.
  perform app.lock_series(whose.teacher_id) from (
    select distinct appointment.teacher_id from app.appointments appointment
    where appointment.id = any (v_appointments)
    order by appointment.teacher_id
  ) as whose;
  perform from app.appointments appointment
  where appointment.id = any (v_appointments) order by appointment.id for update;

  for v_booking in
    select booking.* from app.bookings booking
    where booking.appointment_id = any (v_appointments)
      and case
        when p_booking_ids is null then booking.state in ('held', 'pending', 'confirmed')
        else booking.id = any (p_booking_ids) and booking.state not in ('held', 'expired', 'declined')
      end
    order by booking.during, booking.id
  loop
    if v_booking.state = 'held' then
      update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
      perform app.give_back_seat(v_booking.appointment_id);
      continue;
    elsif v_booking.state <> 'cancelled' then
      if lower(v_booking.during) <= now() then
        perform app.refuse('CLOSD', 'it has begun');
      end if;
      perform app.withdraw_booking(v_booking, true, p_reason);
    end if;
    v_cancelled := v_cancelled || v_booking.id;
  end loop;
  if not v_cancelled @> p_booking_ids then
    perform app.refuse('NTFND', 'one of these bookings is none, or is not in your charge');
  end if;

  v_answer := jsonb_build_object('cancelled', v_cancelled, 'teachers', array(
    select distinct app.teacher_of(changed) from unnest(v_appointments) as changed
  ));
  insert into app.requests (key, body_hash, booking_id, answer)
  values (cancel_as_teacher.p_key, v_body_hash, v_cancelled[1], v_answer);
  return v_answer;
end
$$;
-- Cancels a booking by its own link, until cutoff_minutes before it starts. Twice is once.
-- Gives {state, starts_at, teacher}: whose slots changed. Refuses: NTFND, LATE0.
create or replace function api.cancel_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_cutoff_minutes integer;
begin
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(booking.email) from app.bookings booking
  where booking.id = cancel_booking.p_booking_id and booking.link_version = cancel_booking.p_link_version;
  v_booking := app.lock_booking(cancel_booking.p_booking_id, cancel_booking.p_link_version);
  if v_booking.id is null or v_booking.state not in ('confirmed', 'cancelled') then
    perform app.refuse('NTFND', 'no such booking');
  end if;

  if v_booking.state = 'confirmed' then
    select type.cutoff_minutes into v_cutoff_minutes
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = v_booking.appointment_id;
    if lower(v_booking.during) - make_interval(mins => v_cutoff_minutes) < now() then
      perform app.refuse('LATE0', 'inside the cutoff');
    end if;
    perform app.withdraw_booking(v_booking, false, null);
  end if;
  return jsonb_build_object(
    'state', 'cancelled', 'starts_at', lower(v_booking.during), 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;
-- A page of the bookings of which somebody has charge, by start; holds are nobody's business. p_wish is {team, type, state,
-- search, from, until, backwards}, each of them may be missing: one's own where there is no team, '*' all of one's school, the
-- handle of a type, one state, words to look for, [from, until) by their start, and the last ones first.
-- Gives {bookings: [describe_listed], next: {at, id} to pass on as p_after_… for the page after it, or null, types and teams to
-- choose from: [{handle, name}]}. Refuses: DNIED, NTFND.
create or replace function api.list_bookings(
  p_user_id uuid, p_wish jsonb, p_after_at timestamptz, p_after_id uuid, p_limit integer
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teachers uuid[] := app.listed_teachers(list_bookings.p_user_id, p_wish ->> 'team');
  v_found uuid[] := app.page_of_bookings(v_teachers, p_wish, p_after_at, p_after_id, p_limit + 1);
begin
  return jsonb_build_object(
    'bookings', (
      select coalesce(jsonb_agg(app.describe_listed(booking) order by found.place), '[]')
      from unnest(v_found[:p_limit]) with ordinality as found (id, place)
      join app.bookings booking on booking.id = found.id
    ),
    'next', case when cardinality(v_found) > p_limit then (
      select jsonb_build_object('at', lower(booking.during), 'id', booking.id)
      from app.bookings booking where booking.id = v_found[p_limit]
    ) end,
    'types', (
      select coalesce(jsonb_agg(to_jsonb(kind) order by kind.name, kind.handle), '[]')
      from (
        select type.handle, min(type.name) as name from app.appointment_types type
        where type.teacher_id = any (v_teachers) group by type.handle
      ) as kind
    ),
    'teams', (
      select coalesce(jsonb_agg(jsonb_build_object('handle', team.handle, 'name', team.name) order by team.name, team.handle), '[]')
      from app.staff staff join app.teams team on team.school_id = staff.school_id
      where staff.user_id = list_bookings.p_user_id
    )
  );
end
$$;
-- Notes for a booking that has begun whether its booker came: p_state is completed, no_show, or confirmed to take that back.
-- Can be changed, and twice is once. Gives {state}.
-- Refuses: DNIED, NTFND, CLOSD before it begins, CLASH where the student has another booking at that time by now.
create or replace function api.mark_attendance(p_user_id uuid, p_booking_id uuid, p_state text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teachers uuid[] := app.in_charge_of(mark_attendance.p_user_id);
  v_booking app.bookings;
begin
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(booking.email) from app.bookings booking
  where booking.id = p_booking_id and booking.email is not null;
  perform from app.appointments appointment
  where appointment.id = any (app.appointments_with(v_teachers, array[p_booking_id])) for update;
  if found then
    select * into v_booking from app.bookings booking
    where booking.id = p_booking_id and booking.state in ('confirmed', 'completed', 'no_show');
  end if;
  if v_booking.id is null then
    perform app.refuse('NTFND', 'no such booking in your charge');
  elsif lower(v_booking.during) > now() then
    perform app.refuse('CLOSD', 'it has not begun');
  elsif p_state = 'confirmed' and v_booking.state <> 'confirmed' and app.is_elsewhere(v_booking.name, v_booking.email, v_booking.during) then
    perform app.refuse('CLASH', 'this student has another booking at that time');
  end if;
  update app.bookings booking set state = mark_attendance.p_state::app.booking_state where booking.id = v_booking.id;
  return jsonb_build_object('state', p_state);
end
$$;
-- What became of a teacher's time, by the weeks of their calendar: p_weeks_back before this one, this one, and p_weeks_ahead
-- after it. What was offered is told by the rules as they are now, whether or not it could be booked yet.
-- Gives {weeks: [{monday, offered_minutes, booked_minutes, came, missed, unmarked, cancelled, coming}], leads: [{days, bookings}]
-- by how long before they were booked, from 0, 1, 2, 4, 8, 15 and 31 days on, and types: [{name, bookings, minutes}], most
-- booked first; leads and types without what was cancelled. Refuses: DNIED.
create or replace function api.desk_figures(p_user_id uuid, p_weeks_back integer, p_weeks_ahead integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(desk_figures.p_user_id);
  v_monday date := date_trunc('week', app.today_of(v_teacher))::date;
  v_from timestamptz := (v_monday - 7 * p_weeks_back)::timestamp at time zone v_teacher.time_zone;
  v_until timestamptz := (v_monday + 7 * (p_weeks_ahead + 1))::timestamp at time zone v_teacher.time_zone;
begin
  return (
    with booked as materialized (
      select booking.state, appointment.id, appointment.starts_at, appointment.ends_at,
        type.name as type, floor(extract(epoch from appointment.starts_at - coalesce(booking.confirmed_at, booking.created_at)) / 86400) as lead
      from app.appointments_in(array[v_teacher.id], tstzrange(v_from, v_until)) as appointment
      join app.bookings booking on booking.appointment_id = appointment.id
      join app.appointment_types type on type.id = appointment.appointment_type_id
      where booking.state in ('pending', 'confirmed', 'cancelled', 'completed', 'no_show')
    ),
    taken as materialized (
      select coalesce(range_agg(tstzrange(booked.starts_at, booked.ends_at)), '{}') as times
      from booked where booked.state <> 'cancelled'
    ),
    offered as materialized (
      select taken.times + coalesce((
        select range_agg(tstzrange(start.starts_at, start.ends_at))
        from app.appointment_types type
        cross join lateral app.offered_starts(type, v_from, v_until) as start
        where type.teacher_id = v_teacher.id and type.retired_at is null
      ), '{}') as times
      from taken
    ),
    weeks as (
      select monday::date, tstzrange(
        monday at time zone v_teacher.time_zone, (monday + interval '7 days') at time zone v_teacher.time_zone
      ) as span
      from generate_series(
        (v_monday - 7 * p_weeks_back)::timestamp, (v_monday + 7 * p_weeks_ahead)::timestamp, interval '7 days'
      ) as monday
    )
    select jsonb_build_object(
      'weeks', (
        select jsonb_agg(jsonb_build_object(
          'monday', weeks.monday,
          'offered_minutes', app.minutes_of(offered.times, weeks.span), 'booked_minutes', app.minutes_of(taken.times, weeks.span),
          'came', counted.came, 'missed', counted.missed, 'unmarked', counted.unmarked,
          'cancelled', counted.cancelled, 'coming', counted.coming
        ) order by weeks.monday)
        from weeks cross join offered cross join taken
        cross join lateral (
          select
            count(*) filter (where booked.state = 'completed') as came,
            count(*) filter (where booked.state = 'no_show') as missed,
            count(*) filter (where booked.state = 'cancelled') as cancelled,
            count(*) filter (where booked.state in ('pending', 'confirmed') and booked.ends_at <= now()) as unmarked,
            count(*) filter (where booked.state in ('pending', 'confirmed') and booked.ends_at > now()) as coming
          from booked where booked.starts_at <@ weeks.span
        ) as counted
      ),
      'leads', (
        select jsonb_agg(jsonb_build_object('days', step.days, 'bookings', (
          select count(*) from booked
          where booked.state <> 'cancelled' and greatest(booked.lead, 0) >= step.days
            and (step.next is null or greatest(booked.lead, 0) < step.next)
        )) order by step.days)
        from (
          select days, lead(days) over (order by days) as next from unnest(array[0, 1, 2, 4, 8, 15, 31]) as days
        ) as step
      ),
      'types', (
        select coalesce(jsonb_agg(jsonb_build_object('name', kind.name, 'bookings', kind.bookings, 'minutes', kind.minutes)
          order by kind.bookings desc, kind.name), '[]')
        from (
          select booked.type as name, count(*) as bookings, (
            select sum(extract(epoch from each.ends_at - each.starts_at))::integer / 60 from (
              select distinct one.id, one.starts_at, one.ends_at from booked as one
              where one.type = booked.type and one.state <> 'cancelled'
            ) as each
          ) as minutes
          from booked where booked.state <> 'cancelled' group by booked.type
        ) as kind
      )
    )
  );
end
$$;
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
