-- A trail of who changed what; what was kept long enough is forgotten; and who often does not come books by asking.

alter table app.appointment_types add column no_show_limit integer check (no_show_limit between 1 and 20);

alter table app.bookings add column if not exists erased_at timestamptz;
alter table app.bookings drop constraint bookings_say_who;
alter table app.bookings add constraint bookings_say_who check (
  state in ('held', 'expired') or case
    when erased_at is null then name is not null and email is not null
    else num_nonnulls(name, email, time_zone, cancel_reason) = 0 and answers = '[]'
  end
);
create index bookings_missed on app.bookings (email) where (state = 'no_show');
create index bookings_to_forget on app.bookings (upper(during)) where (email is not null);
create index bookings_run_out on app.bookings (held_until) where (confirmed_at is null and held_until is not null);

alter table app.requests alter column body_hash drop not null;
alter table app.requests alter column answer drop not null;
alter table app.requests add constraint requests_are_forgotten_whole check ((body_hash is null) = (answer is null));
create index requests_to_forget on app.requests (answered_at) where (answer is not null);
create index requests_of_holds on app.requests (booking_id) where (answer ? 'held_until');

create index mails_to_forget on app.mails (coalesce(sent_at, failed_at)) where (coalesce(sent_at, failed_at) is not null);
create index openings_by_bell on app.openings (opens_at);
create index opening_events_with_an_actor on app.opening_events (at) where (actor is not null);
create index invitations_with_an_address on app.invitations (opening_id) where (email not like 'erased %');

-- Who changed what that somebody else may ask about. Triggers write it (app.note_row, app.note_booking), in the transaction of
-- the change; app.keep_trail keeps it as it is. Of bookers it has ids alone, so that who is erased is erased here, too.
create table app.audit (
  id bigint primary key generated always as identity,
  at timestamptz not null default now(),
  actor_kind text not null check (actor_kind in ('booker', 'teacher', 'staff', 'system', 'operator')),
  -- The teacher or the staff member; null for all others.
  actor uuid,
  verb text not null check (length(verb) between 1 and 40),
  -- Whose it is. No reference, nor the one to the subject: what is gone is still told of.
  school_id uuid not null,
  -- Null for what is the school's.
  teacher_id uuid,
  subject_kind text not null check (length(subject_kind) between 1 and 40),
  subject_id uuid not null,
  -- What is otherwise than before; null before it was made, and after it was removed.
  before jsonb,
  after jsonb,
  reason text check (length(reason) <= 500)
);
create index audit_by_school on app.audit (school_id, at, id);
create index audit_by_teacher on app.audit (teacher_id, at, id) where (teacher_id is not null);
create index audit_by_age on app.audit (at);
create index audit_with_a_reason on app.audit (subject_id) where (reason is not null);
alter table app.audit enable row level security;

-- Says who acts, for as long as the statement lasts. Every gate of the desk says so when it has proved it (app.find_desk,
-- app.find_office, app.in_charge_of), so that no verb can forget to.
create function app.act_as(p_user_id uuid) returns void
language plpgsql
as $$
begin
  perform set_config('firstbell.actor', p_user_id::text, true);
end
$$;

-- The Auth user who acts at the desk, as a gate has proved it; null for anybody else.
create function app.acting() returns uuid
language sql stable
return nullif(current_setting('firstbell.actor', true), '')::uuid;

-- How long something is kept of which a person can be known, from its end on: the whole of what docs/privacy.md promises.
create function app.retention_of(p_kind text) returns interval
language sql immutable
return case p_kind
  -- Who booked, and what they answered.
  when 'booking' then interval '400 days'
  -- What a request was answered, to be answered again.
  when 'answer' then interval '30 days'
  when 'mail' then interval '90 days'
  -- One that nobody confirmed, and its request.
  when 'hold' then interval '7 days'
  -- Who was invited to an opening that is over.
  when 'invitation' then interval '90 days'
  -- Who waited for a time, from when they began to.
  when 'wait' then interval '90 days'
  -- Who changed what.
  when 'trail' then interval '3 years'
end;

-- Writes down a change, in its own transaction: who acts at the desk, or else p_otherwise. Who both teaches and is of the staff
-- is a teacher where it is their own.
create function app.note_change(
  p_verb text, p_school_id uuid, p_teacher_id uuid, p_kind text, p_id uuid, p_before jsonb, p_after jsonb,
  p_reason text default null, p_otherwise text default 'operator'
) returns void
language plpgsql
as $$
declare
  v_user_id uuid := app.acting();
  v_teacher_id uuid;
  v_staff_id uuid;
begin
  if v_user_id is not null then
    select teacher.id into v_teacher_id from app.teachers teacher where teacher.user_id = v_user_id;
  end if;
  if v_user_id is not null and (v_teacher_id is null or v_teacher_id is distinct from p_teacher_id) then
    select staff.id into v_staff_id from app.staff staff where staff.user_id = v_user_id and staff.school_id = p_school_id;
  end if;
  insert into app.audit (actor_kind, actor, verb, school_id, teacher_id, subject_kind, subject_id, before, after, reason)
  values (
    case when v_staff_id is not null then 'staff' when v_teacher_id is not null then 'teacher' else p_otherwise end,
    coalesce(v_staff_id, v_teacher_id), p_verb, p_school_id, p_teacher_id, p_kind, p_id, p_before, p_after, p_reason
  );
end
$$;

-- Notes that a row of some rule was made, changed or removed: a trigger, whose first argument is what it is, and all others the
-- columns that are looked at; without any it is all that say something. Where none is otherwise, nothing is noted.
create function app.note_row() returns trigger
language plpgsql
as $$
declare
  v_kind constant text := tg_argv[0];
  v_columns constant text[] := case when tg_nargs > 1 then tg_argv[1:] end;
  v_silent constant text[] := '{id,version,teacher_id,school_id,opening_id,position,created_at}';
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_teacher_id uuid := case when v_kind = 'teacher' then v_row ->> 'id' else v_row ->> 'teacher_id' end;
  v_school_id uuid := v_row ->> 'school_id';
  v_before jsonb;
  v_after jsonb;
  v_verb text;
begin
  -- What a form makes has version 0 until all of it is there.
  if v_new ->> 'version' = '0' then
    return null;
  elsif v_old ->> 'version' = '0' then
    v_old := null;
  end if;
  select jsonb_object_agg(field.name, v_old -> field.name), jsonb_object_agg(field.name, v_new -> field.name)
  into v_before, v_after
  from jsonb_object_keys(v_row) as field (name)
  where case when v_columns is null then field.name <> all (v_silent) else field.name = any (v_columns) end
    and (v_old is null or v_new is null or v_old -> field.name <> v_new -> field.name);
  if v_old is not null and v_new is not null and v_after is null then
    return null;
  end if;
  if v_kind = 'opening' and v_teacher_id is null then
    select type.teacher_id into v_teacher_id from app.appointment_types type
    where type.id = (v_row ->> 'appointment_type_id')::uuid;
  end if;
  v_school_id := coalesce(
    v_school_id,
    (select teacher.school_id from app.teachers teacher where teacher.id = v_teacher_id),
    (select opening.school_id from app.openings opening where opening.id = (v_row ->> 'opening_id')::uuid)
  );
  v_verb := case when v_old is null then 'made' when v_new is null then 'removed' else coalesce((
    select case when jsonb_typeof(v_after -> sign.name) = 'null' then sign.taken_back else sign.given end
    from (values
      ('retired_at', 'retired', 'restored'), ('revoked_at', 'revoked', 'renewed'), ('paused_at', 'paused', 'resumed'),
      ('ended_at', 'ended', 'ended'), ('released_at', 'released', 'released')
    ) as sign (name, given, taken_back)
    where v_after ? sign.name
    limit 1
  ), 'changed') end;
  perform app.note_change(
    v_verb, v_school_id, v_teacher_id, v_kind, coalesce(v_row ->> 'id', v_row ->> 'team_id', v_row ->> 'opening_id')::uuid,
    case when v_old is not null then coalesce(v_before, '{}') end, case when v_new is not null then coalesce(v_after, '{}') end,
    p_otherwise => case when v_kind = 'invitation' then 'booker' else 'operator' end
  );
  return null;
end
$$;

-- Notes that a booking was cancelled, moved, or marked by whether its booker came: a trigger. Whoever does so at no desk is the
-- booker.
create function app.note_booking() returns trigger
language plpgsql
as $$
declare
  v_verb constant text := case
    when new.cancelled_at is distinct from old.cancelled_at then 'cancelled'
    when new.moves > old.moves then 'moved'
    when old.state = 'pending' then 'decided'
    else 'marked'
  end;
  v_before jsonb := jsonb_build_object('state', old.state);
  v_after jsonb := jsonb_build_object('state', new.state);
begin
  if v_verb = 'moved' then
    v_before := jsonb_build_object('starts_at', new.moved_from);
    v_after := jsonb_build_object('starts_at', lower(new.during));
  end if;
  perform app.note_change(
    v_verb, teacher.school_id, teacher.id, 'booking', new.id, v_before, v_after,
    case when v_verb in ('cancelled', 'decided') then new.cancel_reason end,
    case when new.has_lapsed then 'system' when v_verb = 'decided' then 'teacher' else 'booker' end
  )
  from app.appointments appointment
  join app.teachers teacher on teacher.id = appointment.teacher_id
  where appointment.id = new.appointment_id;
  return null;
end
$$;

-- What a booking's teacher wrote goes from the trail, too, when it goes from the booking: a trigger.
create function app.forget_reason() returns trigger
language plpgsql
as $$
begin
  update app.audit change set reason = null where change.subject_id = new.id and change.reason is not null;
  return null;
end
$$;

-- Nobody changes what was noted, its owner included: a trigger. A reason goes with that of its booking, and a line when its time
-- is over.
create function app.keep_trail() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' and old.at < now() - app.retention_of('trail') then
    return old;
  elsif tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || '{"reason": null}' and not exists (
    select from app.bookings booking where booking.id = old.subject_id and booking.cancel_reason is not null
  ) then
    return new;
  end if;
  perform app.refuse('DNIED', 'the trail is only added to');
end
$$;

-- How many appointments with a teacher somebody has missed of late, by their address.
create function app.missed_with(p_teacher_id uuid, p_email text) returns integer
language plpgsql stable
as $$
begin
  return (
    select count(*)
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_email and booking.state = 'no_show' and lower(booking.during) > now() - interval '180 days'
      and appointment.teacher_id = p_teacher_id
  );
end
$$;

-- What no constraint can say of who often does not come: LIMIT, with why, once they have missed as many appointments with the
-- teacher as the type bears. Whoever acts at the desk books all the same (app.acting).
create function app.require_attendance(p_type app.appointment_types, p_email text) returns void
language plpgsql
as $$
begin
  if app.acting() is null and p_type.no_show_limit <= app.missed_with(p_type.teacher_id, p_email) then
    raise exception using errcode = 'LIMIT', message = 'missed too often of late', detail = '{"why": "missed"}';
  end if;
end
$$;

-- Notes that a schedule has other hours than before, where it has.
create function app.note_hours(p_schedule_id uuid, p_before jsonb, p_after jsonb) returns void
language plpgsql
as $$
begin
  perform app.note_change('changed', teacher.school_id, teacher.id, 'schedule', schedule.id, p_before, p_after)
  from app.schedules schedule
  join app.teachers teacher on teacher.id = schedule.teacher_id
  where schedule.id = p_schedule_id and p_before <> p_after;
end
$$;

-- The days of a schedule with hours of their own, from p_from on: {day: [{starts_minute, ends_minute}]}.
create function app.own_days_from(p_schedule_id uuid, p_from date) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_object_agg(override.day, (
    select coalesce(jsonb_agg(jsonb_build_object('starts_minute', lower(span), 'ends_minute', upper(span)) order by span), '[]')
    from unnest(override.minutes) as span
  )), '{}')
  from app.overrides override
  where override.schedule_id = p_schedule_id and override.day >= p_from
$$;

-- Up to p_most lines of the trail, the newest first, after the one that was last seen: of one teacher, or else of a whole school.
-- p_wish is that of list_trail.
create function app.page_of_trail(
  p_school_id uuid, p_teacher_id uuid, p_wish jsonb, p_after_at timestamptz, p_after_id bigint, p_most integer
) returns setof app.audit
language plpgsql stable
as $$
declare
  v_kinds text[] := case when p_wish ? 'kinds' then array(select jsonb_array_elements_text(p_wish -> 'kinds')) end;
  v_from timestamptz := coalesce((p_wish ->> 'from')::timestamptz, '-infinity');
  -- Keyset and span are one bound, so that both are found by the index.
  v_at timestamptz := least(coalesce(p_after_at, 'infinity'), (p_wish ->> 'until')::timestamptz);
  v_id bigint := case when p_after_at = v_at then p_after_id else 0 end;
begin
  if p_teacher_id is not null then
    return query
      select change.* from app.audit change
      where change.teacher_id = p_teacher_id and change.school_id = p_school_id
        and change.at >= v_from and (change.at, change.id) < (v_at, v_id)
        and (v_kinds is null or change.subject_kind = any (v_kinds))
      order by change.at desc, change.id desc limit p_most;
  else
    return query
      select change.* from app.audit change
      where change.school_id = p_school_id
        and change.at >= v_from and (change.at, change.id) < (v_at, v_id)
        and (v_kinds is null or change.subject_kind = any (v_kinds))
      order by change.at desc, change.id desc limit p_most;
  end if;
end
$$;

-- What a line of the trail is about, as it is called now, or else was when it was noted; null where it has no name.
create function app.subject_of(p_change app.audit) returns text
language plpgsql stable
as $$
begin
  return coalesce(
    case p_change.subject_kind
      when 'booking' then (select booking.name from app.bookings booking where booking.id = p_change.subject_id)
      when 'type' then (select type.name from app.appointment_types type where type.id = p_change.subject_id)
      when 'schedule' then (select schedule.name from app.schedules schedule where schedule.id = p_change.subject_id)
      when 'teacher' then (select teacher.name from app.teachers teacher where teacher.id = p_change.subject_id)
      when 'staff' then (select staff.email from app.staff staff where staff.id = p_change.subject_id)
      when 'team' then (select team.name from app.teams team where team.id = p_change.subject_id)
      when 'member' then (select team.name from app.teams team where team.id = p_change.subject_id)
      when 'opening' then (select opening.name from app.openings opening where opening.id = p_change.subject_id)
      when 'group' then (select each.name from app.opening_groups each where each.id = p_change.subject_id)
      when 'invitation' then (
        select coalesce(invitation.name, invitation.email) from app.invitations invitation
        where invitation.id = p_change.subject_id and invitation.email not like 'erased %'
      )
    end,
    p_change.after ->> 'name', p_change.before ->> 'name'
  );
end
$$;

-- A line of the trail as those read it whom it concerns. Who of the staff it was is told to the staff.
create function app.describe_change(p_change app.audit, p_to_staff boolean) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'id', p_change.id, 'at', p_change.at, 'verb', p_change.verb, 'kind', p_change.subject_kind,
    'before', p_change.before, 'after', p_change.after, 'reason', p_change.reason,
    'by', p_change.actor_kind, 'actor', case p_change.actor_kind
      when 'teacher' then (select teacher.name from app.teachers teacher where teacher.id = p_change.actor)
      when 'staff' then (select staff.email from app.staff staff where staff.id = p_change.actor and p_to_staff)
    end,
    'teacher', (select teacher.name from app.teachers teacher where teacher.id = p_change.teacher_id),
    'subject', app.subject_of(p_change),
    'starts_at', case when p_change.subject_kind = 'booking' then (
      select lower(booking.during) from app.bookings booking where booking.id = p_change.subject_id
    ) end
  );
end
$$;

-- Since when an opening is over; one that nobody has ended, from as long after it opened as bookings are kept.
create function app.over_since(p_opening app.openings) returns timestamptz
language sql stable
as $$
  select coalesce(least(p_opening.ended_at, p_opening.closes_at), p_opening.opens_at + app.retention_of('booking'))
$$;

-- Makes up to p_limit bookings nameless whose time is over, the oldest first. When they were, how they ended and by which
-- ticket stays. Gives how many.
create function app.forget_bookers(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_due uuid[] := array(
    select booking.id from app.bookings booking
    where upper(booking.during) < now() - app.retention_of('booking') and booking.email is not null
    order by upper(booking.during)
    limit p_limit
  );
begin
  -- A booking changes only while its appointment is locked.
  perform from app.appointments appointment
  where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
  order by appointment.id for update;
  update app.bookings booking
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, erased_at = now()
  where booking.id = any (v_due) and booking.email is not null;
  return cardinality(v_due);
end
$$;

-- Deletes up to p_limit holds that ran out long ago, the oldest first, with their requests and the time that nobody else has had.
-- Gives how many.
create function app.forget_holds(p_limit integer) returns integer
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
    order by appointment.id for update
  );
  v_booking app.bookings;
begin
  -- Whose time nobody wanted still has its seat. What was confirmed or extended meanwhile stays.
  for v_booking in
    select booking.* from app.bookings booking
    where booking.id = any (v_due) and booking.state = 'held' and booking.held_until < v_before
  loop
    update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
    perform app.give_back_seat(v_booking.appointment_id);
  end loop;
  v_due := array(select booking.id from app.bookings booking where booking.id = any (v_due) and booking.state = 'expired');
  delete from app.requests request where request.booking_id = any (v_due) and request.answer ? 'held_until';
  delete from app.bookings booking where booking.id = any (v_due);
  delete from app.appointments appointment
  where appointment.id = any (v_appointments) and appointment.seats_taken = 0
    and not exists (select from app.bookings booking where booking.appointment_id = appointment.id);
  return cardinality(v_due);
end
$$;

-- Forgets what up to p_limit requests were answered, the oldest first: the key stays, and stays used. Gives how many.
create function app.forget_requests(p_limit integer) returns integer
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
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Deletes up to p_limit mails that were sent or given up long ago, the oldest first. Gives how many.
create function app.forget_mails(p_limit integer) returns integer
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
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Makes up to p_limit invitations nameless whose opening is over. Their places stay, by which the draw can be computed again.
-- Gives how many.
create function app.forget_invited(p_limit integer) returns integer
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
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Deletes up to p_limit lines of the trail that are old enough, the oldest first, and who did what in as many lines of openings'
-- logs. Gives how many.
create function app.forget_trail(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_lines integer;
  v_events integer;
begin
  delete from app.audit change
  where change.id = any (array(
    select due.id from app.audit due where due.at < now() - app.retention_of('trail') order by due.at limit p_limit
  ));
  get diagnostics v_lines = row_count;
  update app.opening_events event set actor = null
  where event.id = any (array(
    select due.id from app.opening_events due
    where due.at < now() - app.retention_of('trail') and due.actor is not null
    order by due.at limit p_limit
  ));
  get diagnostics v_events = row_count;
  return v_lines + v_events;
end
$$;

-- Who changed what, a page at a time, the newest first: what concerns oneself, or with school all of the school whose staff one is.
-- p_wish: {school, teacher: handle, kinds: [subject_kind], from, until}, each left out where it narrows nothing down; teacher is
-- for the staff.
-- Gives {changes: [describe_change], next: {at, id} to pass on as p_after_… for the page after it, or null}.
-- Refuses: DNIED, NTFND for another school's teacher.
create function api.list_trail(p_user_id uuid, p_wish jsonb, p_after_at timestamptz, p_after_id bigint, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_to_staff boolean := coalesce((p_wish ->> 'school')::boolean, false);
  v_school_id uuid;
  v_teacher app.teachers;
  v_found app.audit[];
begin
  if v_to_staff then
    v_school_id := (app.find_office(list_trail.p_user_id)).school_id;
    if p_wish ->> 'teacher' is not null then
      select * into v_teacher from app.teachers teacher
      where teacher.handle = p_wish ->> 'teacher' and teacher.school_id = v_school_id;
      if not found then
        perform app.refuse('NTFND', 'no such teacher here');
      end if;
    end if;
  else
    v_teacher := app.find_desk(list_trail.p_user_id);
    v_school_id := v_teacher.school_id;
  end if;
  v_found := array(
    select change from app.page_of_trail(v_school_id, v_teacher.id, p_wish, p_after_at, p_after_id, p_limit + 1) as change
    order by (change).at desc, (change).id desc
  );
  return jsonb_build_object(
    'changes', (
      select coalesce(jsonb_agg(app.describe_change(change, v_to_staff) order by change.at desc, change.id desc), '[]')
      from unnest(v_found[:p_limit]) as change
    ),
    'next', case when cardinality(v_found) > p_limit then
      jsonb_build_object('at', v_found[p_limit].at, 'id', v_found[p_limit].id)
    end
  );
end
$$;

-- Makes up to p_limit wishes nameless that ended long ago, the oldest first. Gives how many.
create function app.forget_waits(p_limit integer) returns integer
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
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;

-- Forgets what was kept long enough (app.retention_of), up to p_limit of each kind, the oldest first. What is left over is there
-- the next time. Gives how many of each: {mails, requests, invitations, trail, bookings, holds}.
create function api.retain(p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- What locks appointments comes last: nothing is locked after them.
  return jsonb_build_object(
    'mails', app.forget_mails(p_limit), 'requests', app.forget_requests(p_limit),
    'invitations', app.forget_invited(p_limit), 'waits', app.forget_waits(p_limit), 'trail', app.forget_trail(p_limit),
    'bookings', app.forget_bookers(p_limit), 'holds', app.forget_holds(p_limit)
  );
end
$$;

-- The answer a key was given before; null for a new key, or none; REUSE when the key came with another body, or so long ago that
-- nobody knows the answer any more.
-- Twins of one key take turns here, and nobody waits for a key while holding anything else.
create or replace function app.first_answer(p_key text, p_body_hash bytea) returns jsonb
language plpgsql
as $$
declare
  v_request app.requests;
begin
  perform pg_advisory_xact_lock(hashtextextended(first_answer.p_key, 0));
  select * into v_request from app.requests request where request.key = first_answer.p_key;
  if found and v_request.body_hash is distinct from first_answer.p_body_hash then
    perform app.refuse('REUSE', 'this key came with another body');
  end if;
  return v_request.answer;
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
  perform app.act_as(p_user_id);
  return v_teachers;
end
$$;

-- The teacher whom an Auth user is, or DNIED.
create or replace function app.find_desk(p_user_id uuid) returns app.teachers
language plpgsql stable
as $$
declare
  v_teacher app.teachers;
begin
  select * into v_teacher from app.teachers teacher where teacher.user_id = find_desk.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not a teacher');
  end if;
  perform app.act_as(p_user_id);
  return v_teacher;
end
$$;

-- The staff member whom an Auth user is, or DNIED.
create or replace function app.find_office(p_user_id uuid) returns app.staff
language plpgsql stable
as $$
declare
  v_staff app.staff;
begin
  select * into v_staff from app.staff staff where staff.user_id = find_office.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not of the staff');
  end if;
  perform app.act_as(p_user_id);
  return v_staff;
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
      'decide_until', p_booking.decide_until, 'decided_at', p_booking.decided_at, 'has_lapsed', p_booking.has_lapsed,
      'cancelled_at', p_booking.cancelled_at, 'cancelled_by_teacher', p_booking.cancelled_by_teacher,
      'cancel_reason', p_booking.cancel_reason, 'is_unreached', app.is_unreached(p_booking.id),
      'moved_at', p_booking.moved_at, 'moved_from', p_booking.moved_from, 'moved_by_teacher', p_booking.moved_by_teacher,
      'missed', app.missed_with(teacher.id, p_booking.email),
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

-- Gives a schedule these weekly hours: [{weekday, starts_minute, ends_minute}].
create or replace function app.replace_hours(p_schedule_id uuid, p_spans jsonb) returns void
language plpgsql
as $$
declare
  v_before jsonb := app.hours_of(replace_hours.p_schedule_id);
begin
  delete from app.weekly_hours hours where hours.schedule_id = replace_hours.p_schedule_id;
  insert into app.weekly_hours (schedule_id, weekday, minutes)
  select replace_hours.p_schedule_id, weekly.weekday, weekly.minutes from app.weekly_of(replace_hours.p_spans) as weekly;
  perform app.note_hours(
    p_schedule_id, jsonb_build_object('spans', v_before), jsonb_build_object('spans', app.hours_of(p_schedule_id))
  );
end
$$;

-- Gives a schedule these days with hours of their own, from p_from on: what was before it stays as it was.
create or replace function app.replace_own_days(p_schedule_id uuid, p_from date, p_days jsonb) returns void
language plpgsql
as $$
declare
  v_before jsonb := app.own_days_from(replace_own_days.p_schedule_id, replace_own_days.p_from);
  v_after jsonb;
begin
  delete from app.overrides override
  where override.schedule_id = replace_own_days.p_schedule_id and override.day >= replace_own_days.p_from;
  insert into app.overrides (schedule_id, day, minutes)
  select replace_own_days.p_schedule_id, own.day, own.minutes
  from app.own_days_of(replace_own_days.p_days) as own
  where own.day >= replace_own_days.p_from;
  v_after := app.own_days_from(p_schedule_id, p_from);
  -- Of a year of days those that are otherwise.
  perform app.note_hours(
    p_schedule_id,
    jsonb_build_object('own_days', v_before - array(select day from jsonb_each(v_before) as known (day, spans) where v_after -> day = spans)),
    jsonb_build_object('own_days', v_after - array(select day from jsonb_each(v_after) as known (day, spans) where v_before -> day = spans))
  );
end
$$;

-- A type as its desk shows and saves it.
create or replace function app.describe_type(p_type app.appointment_types) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_type.id, 'version', p_type.version, 'handle', p_type.handle, 'name', p_type.name, 'description', p_type.description,
    'schedule_id', p_type.schedule_id, 'duration_minutes', p_type.duration_minutes, 'other_durations', p_type.other_durations,
    'step_minutes', p_type.step_minutes, 'seats', p_type.seats, 'buffer_before_minutes', p_type.buffer_before_minutes,
    'buffer_after_minutes', p_type.buffer_after_minutes, 'notice_minutes', p_type.notice_minutes,
    'horizon_days', p_type.horizon_days, 'first_day', lower(p_type.dates), 'last_day', upper(p_type.dates) - 1,
    'cutoff_minutes', p_type.cutoff_minutes, 'hold_minutes', p_type.hold_minutes, 'booker_cap', p_type.booker_cap,
    'no_show_limit', p_type.no_show_limit,
    'day_cap', p_type.day_cap, 'week_cap', p_type.week_cap, 'series_cap', p_type.series_cap, 'waitlist', p_type.waitlist,
    'needs_approval', p_type.needs_approval, 'decide_hours', p_type.decide_hours, 'place_kind', p_type.place_kind,
    'place', p_type.place, 'questions', p_type.questions, 'is_hidden', p_type.is_hidden, 'colour', p_type.colour,
    'position', p_type.position, 'reminder_minutes', p_type.reminder_minutes,
    'follow_up_minutes', p_type.follow_up_minutes, 'follow_up_text', p_type.follow_up_text
  )
$$;

-- Takes one seat and confirms it, in one step. p_duration_minutes is one of the type's, and p_answers {id: answer} to what it asks.
-- Gives {booking_id, link_version, starts_at, ends_at}; the same key gives the first answer again.
-- p_ticket_id is that of a proven pass, and p_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, INVAL, GONE0, CLOSD, LATE0, QUEUE, LIMIT, CLASH, TAKEN, SLOWD.
create or replace function api.book_slot(
  p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_name text, p_email text, p_time_zone text,
  p_ticket_id uuid default null, p_link_version integer default 1, p_duration_minutes integer default null, p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('book', p_teacher, p_type, extract(epoch from p_starts_at), p_name, p_email, p_time_zone, p_duration_minutes, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_slot.p_key, v_body_hash);
  v_type app.appointment_types;
  v_during tstzrange;
  v_booking_id uuid;
  v_appointment_id uuid;
  v_ticket_id uuid;
  v_answers jsonb;
  v_decide_until timestamptz;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(book_slot.p_teacher);
  v_type := app.find_type(book_slot.p_teacher, book_slot.p_type, book_slot.p_duration_minutes);
  perform app.require_offered(v_type, book_slot.p_starts_at);
  v_answers := app.answers_to(v_type.questions, book_slot.p_answers);
  perform app.lock_booker(book_slot.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_slot.p_email);
  end if;
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, book_slot.p_email);
  end if;
  if v_type.opening_id is not null then
    v_ticket_id := app.require_admission(v_type.opening_id, book_slot.p_ticket_id, book_slot.p_link_version);
    perform app.require_share(v_type.opening_id, book_slot.p_email);
  elsif v_type.needs_approval then
    v_decide_until := app.decide_until(v_type, book_slot.p_starts_at);
  end if;

  v_during := tstzrange(book_slot.p_starts_at, book_slot.p_starts_at + make_interval(mins => v_type.duration_minutes));
  v_appointment_id := app.take_seat(v_type, book_slot.p_starts_at, null);
  if v_appointment_id is not null then
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at, ticket_id, answers, decide_until)
    values (
      v_appointment_id, case when v_decide_until is null then 'confirmed'::app.booking_state else 'pending' end, v_during,
      book_slot.p_name, book_slot.p_email, book_slot.p_time_zone, case when v_decide_until is null then now() end, v_ticket_id,
      v_answers, v_decide_until
    )
    on conflict on constraint students_are_never_in_two_places do nothing
    returning id into v_booking_id;
  end if;
  if v_booking_id is null then
    if v_appointment_id is not null or app.is_elsewhere(book_slot.p_name, book_slot.p_email, v_during) then
      perform app.refuse('CLASH', 'this student has a booking at that time');
    end if;
    perform app.refuse('TAKEN', 'no seat left');
  end if;
  perform app.enqueue_mails(
    v_booking_id, case when v_decide_until is null then 'confirmed'::app.mail_kind else 'requested' end, book_slot.p_email
  );

  v_answer := jsonb_build_object(
    'booking_id', v_booking_id, 'link_version', 1, 'starts_at', lower(v_during), 'ends_at', upper(v_during)
  );
  if v_decide_until is not null then
    v_answer := v_answer || jsonb_build_object('decide_until', v_decide_until);
  end if;
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_slot.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;

-- Books several dates as one: all of them or none. Each is a booking of its own afterwards. p_hold_id is one's own hold on one of
-- the dates, and p_hold_version that of its link: it becomes the booking.
-- Gives {series_id, bookings: [{booking_id, link_version, starts_at, ends_at}]}; the same key gives the first answer again.
-- Refuses: REUSE, NTFND, INVAL, GONE0, CLOSD, LATE0, QUEUE where the type waits for an opening, LIMIT, CLASH, TAKEN, SLOWD.
create or replace function api.book_series(
  p_key text, p_teacher text, p_type text, p_starts timestamptz[], p_name text, p_email text, p_time_zone text,
  p_duration_minutes integer default null, p_answers jsonb default '{}', p_hold_id uuid default null, p_hold_version integer default 1
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('series', p_teacher, p_type, p_starts, p_name, p_email, p_time_zone, p_duration_minutes, p_answers, p_hold_id)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_series.p_key, v_body_hash);
  v_type app.appointment_types;
  v_answers jsonb;
  v_series_id uuid := gen_random_uuid();
  v_starts_at timestamptz;
  v_during tstzrange;
  v_held_during tstzrange;
  v_hold app.bookings;
  v_appointment_id uuid;
  v_booking_id uuid;
  v_booked jsonb := '[]';
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(book_series.p_teacher);
  v_type := app.find_type(book_series.p_teacher, book_series.p_type, book_series.p_duration_minutes);
  if cardinality(p_starts) > v_type.series_cap then
    perform app.refuse('LIMIT', 'more dates than one series of this type has');
  elsif v_type.opening_id is not null then
    perform app.refuse('QUEUE', 'what waits for an opening is booked one by one');
  elsif v_type.needs_approval then
    perform app.refuse('LIMIT', 'what its teacher decides is asked for one by one');
  end if;
  perform app.require_offered(v_type, wanted) from unnest(p_starts) as wanted;
  v_answers := app.answers_to(v_type.questions, book_series.p_answers);
  perform app.lock_booker(book_series.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_series.p_email, cardinality(p_starts));
  end if;
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, book_series.p_email);
  end if;
  perform app.lock_series(v_type.teacher_id);
  select booking.during into v_held_during
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = p_hold_id and appointment.appointment_type_id = v_type.id;

  -- In the order of time, as everybody takes more than one.
  for v_starts_at in select distinct wanted from unnest(p_starts) as wanted order by wanted loop
    v_during := tstzrange(v_starts_at, v_starts_at + make_interval(mins => v_type.duration_minutes));
    v_hold := case when v_held_during = v_during then app.lock_booking(p_hold_id, p_hold_version) end;
    -- An offer that ran out is the next one's.
    if v_hold.state = 'held' and (v_hold.wait_id is null or v_hold.held_until > now()) then
      if app.is_elsewhere(p_name, p_email, v_during) then
        perform app.refuse('CLASH', 'this student has a booking at one of these times');
      end if;
      update app.bookings booking
      set state = 'confirmed', name = p_name, email = p_email, time_zone = p_time_zone, confirmed_at = now(),
          answers = v_answers, series_id = v_series_id
      where booking.id = v_hold.id;
      update app.appointments appointment set held_until = null where appointment.id = v_hold.appointment_id;
      v_booked := v_booked || jsonb_build_object(
        'booking_id', v_hold.id, 'link_version', v_hold.link_version, 'starts_at', v_starts_at, 'ends_at', upper(v_during)
      );
      continue;
    end if;
    v_appointment_id := app.take_seat(v_type, v_starts_at, null);
    if v_appointment_id is null then
      perform app.refuse(
        case when app.is_elsewhere(p_name, p_email, v_during) then 'CLASH' else 'TAKEN' end, 'one of its dates is not to be had'
      );
    end if;
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at, answers, series_id)
    values (v_appointment_id, 'confirmed', v_during, p_name, p_email, p_time_zone, now(), v_answers, v_series_id)
    on conflict on constraint students_are_never_in_two_places do nothing
    returning id into v_booking_id;
    if not found then
      perform app.refuse('CLASH', 'this student has a booking at one of these times');
    end if;
    v_booked := v_booked || jsonb_build_object(
      'booking_id', v_booking_id, 'link_version', 1, 'starts_at', v_starts_at, 'ends_at', upper(v_during)
    );
  end loop;

  v_booking_id := (v_booked -> 0 ->> 'booking_id')::uuid;
  -- One mail tells of them all; a program hears of each.
  perform app.enqueue_mails(v_booking_id, 'confirmed', p_email);
  perform app.tell_hooks((other.booked ->> 'booking_id')::uuid, 'confirmed')
  from jsonb_array_elements(v_booked - 0) with ordinality as other (booked, nth) order by other.nth;
  v_answer := jsonb_build_object('series_id', v_series_id, 'bookings', v_booked);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_series.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;

-- Turns a hold into a booking. A hold that ran out still does while nobody has taken its time.
-- p_answers is {id: answer} to what the type asks. Gives what book_slot gives. Refuses: REUSE, NTFND, INVAL, LAPSD, CLOSD (it has begun meanwhile), QUEUE (its
-- opening was made meanwhile), CLASH, LIMIT, SLOWD.
create or replace function api.confirm_hold(
  p_key text, p_booking_id uuid, p_link_version integer, p_name text, p_email text, p_time_zone text,
  p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('confirm', p_booking_id, p_link_version, p_name, p_email, p_time_zone, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(confirm_hold.p_key, v_body_hash);
  v_type app.appointment_types;
  v_booking app.bookings;
  v_decide_until timestamptz;
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
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, confirm_hold.p_email);
  end if;
  if v_type.opening_id is not null then
    perform app.require_right_to_confirm(v_type.opening_id, v_booking);
    perform app.require_share(v_type.opening_id, confirm_hold.p_email);
  elsif v_type.needs_approval then
    v_decide_until := app.decide_until(v_type, lower(v_booking.during));
  end if;

  update app.bookings booking
  set state = case when v_decide_until is null then 'confirmed'::app.booking_state else 'pending' end,
      name = confirm_hold.p_name, email = confirm_hold.p_email, time_zone = confirm_hold.p_time_zone,
      confirmed_at = case when v_decide_until is null then now() end, decide_until = v_decide_until,
      answers = app.answers_to(v_type.questions, confirm_hold.p_answers)
  where booking.id = v_booking.id;
  update app.appointments appointment set held_until = null where appointment.id = v_booking.appointment_id;
  perform app.enqueue_mails(
    v_booking.id, case when v_decide_until is null then 'confirmed'::app.mail_kind else 'requested' end, confirm_hold.p_email
  );

  v_answer := app.hold_answer(v_booking) - 'held_until' - 'extensions_left';
  if v_decide_until is not null then
    v_answer := v_answer || jsonb_build_object('decide_until', v_decide_until);
  end if;
  insert into app.requests (key, body_hash, booking_id, answer)
  values (confirm_hold.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;

-- Makes an appointment type under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept.
-- p_wish is what app.describe_type gives, without id and version. Saving the same again, as one does who never got the answer,
-- changes nothing.
-- Gives {type, handle, outside}. Refuses: DNIED, NTFND, STALE, LIMIT, INVAL where another type has its handle or the
-- schedule is another teacher's.
create or replace function api.save_type(p_user_id uuid, p_type_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_type.p_user_id);
  v_wish app.appointment_types := jsonb_populate_record(null::app.appointment_types, p_wish);
  v_type app.appointment_types;
begin
  perform app.lock_rules(v_teacher.handle);
  v_wish.dates := case when p_wish ->> 'first_day' is not null then
    daterange((p_wish ->> 'first_day')::date, (p_wish ->> 'last_day')::date, '[]')
  end;
  if exists (
    select from app.appointment_types other
    where other.teacher_id = v_teacher.id and other.handle = v_wish.handle and other.id <> p_type_id
  ) then
    perform app.refuse_fields('another type has this address', jsonb_build_object(
      'handle', 'Another type of yours has this address, perhaps one that was retired.'
    ));
  elsif not exists (
    select from app.schedules schedule where schedule.id = v_wish.schedule_id and schedule.teacher_id = v_teacher.id
  ) then
    perform app.refuse_fields('no such schedule', jsonb_build_object('scheduleId', 'This schedule is not there any more.'));
  elsif p_version = 0 and (select count(*) from app.appointment_types type where type.teacher_id = v_teacher.id) >= 100 then
    perform app.refuse('LIMIT', 'a hundred types are as many as one teacher can have');
  end if;
  insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes, version)
  select p_type_id, v_teacher.id, v_wish.schedule_id, v_wish.handle, v_wish.name, v_wish.duration_minutes, v_wish.step_minutes, 0
  where p_version = 0
  on conflict (id) do nothing;
  update app.appointment_types type set
    version = type.version + 1, handle = v_wish.handle, name = v_wish.name, description = v_wish.description,
    schedule_id = v_wish.schedule_id, duration_minutes = v_wish.duration_minutes, other_durations = v_wish.other_durations,
    step_minutes = v_wish.step_minutes, seats = v_wish.seats, buffer_before_minutes = v_wish.buffer_before_minutes,
    buffer_after_minutes = v_wish.buffer_after_minutes, notice_minutes = v_wish.notice_minutes,
    horizon_days = v_wish.horizon_days, dates = v_wish.dates, cutoff_minutes = v_wish.cutoff_minutes,
    hold_minutes = v_wish.hold_minutes, booker_cap = v_wish.booker_cap, day_cap = v_wish.day_cap, week_cap = v_wish.week_cap,
    no_show_limit = v_wish.no_show_limit,
    series_cap = v_wish.series_cap, waitlist = v_wish.waitlist, needs_approval = v_wish.needs_approval, decide_hours = v_wish.decide_hours,
    place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    reminder_minutes = v_wish.reminder_minutes, follow_up_minutes = v_wish.follow_up_minutes,
    follow_up_text = v_wish.follow_up_text, is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
  where type.id = p_type_id and type.teacher_id = v_teacher.id and type.version = p_version and type.retired_at is null
  returning * into v_type;
  if found then
    perform app.resize_appointments(v_teacher.id);
    -- One that is new may be waited for by an opening of all there is.
    perform app.assign_openings(v_teacher.school_id);
  else
    select * into v_type from app.appointment_types type
    where type.id = p_type_id and type.teacher_id = v_teacher.id and type.retired_at is null;
    if not found then
      perform app.refuse('NTFND', 'no such type');
    elsif v_type.version <> p_version + 1 or app.describe_type(v_type) - 'id' - 'version' <> p_wish then
      perform app.refuse('STALE', 'the type was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'type', app.describe_type(v_type), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;

-- Makes a team under an id that the form has made (p_version 0), or changes one. p_wish: {handle, name, subject, teachers: [handle]},
-- subject null where it is those teachers. Saving the same again, as one does who never got the answer, changes nothing.
-- Gives app.describe_team. Refuses: DNIED, NTFND for another school's team or teacher, STALE, LIMIT, INVAL where the handle is taken.
create or replace function api.save_team(p_user_id uuid, p_team_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(save_team.p_user_id);
  v_members uuid[] := array(
    select teacher.id from app.teachers teacher
    where teacher.school_id = v_staff.school_id
      and teacher.handle in (select jsonb_array_elements_text(p_wish -> 'teachers'))
    order by teacher.id
  );
  v_team app.teams;
begin
  -- One at a time in a school.
  perform pg_advisory_xact_lock(hashtextextended(v_staff.school_id::text, 8));
  if cardinality(v_members) < jsonb_array_length(p_wish -> 'teachers') then
    perform app.refuse('NTFND', 'no such teacher here');
  elsif exists (select from app.teams other where other.handle = p_wish ->> 'handle' and other.id <> p_team_id) then
    perform app.refuse_fields('another team has this address', '{"handle": "Another team has this address."}');
  elsif p_version = 0 and (select count(*) from app.teams team where team.school_id = v_staff.school_id) >= 200 then
    perform app.refuse('LIMIT', 'two hundred teams are as many as one school can have');
  end if;
  insert into app.teams (id, school_id, handle, name, version)
  select p_team_id, v_staff.school_id, p_wish ->> 'handle', p_wish ->> 'name', 0 where p_version = 0
  on conflict (id) do nothing;
  update app.teams team
  set version = team.version + 1, handle = p_wish ->> 'handle', name = p_wish ->> 'name', subject = p_wish ->> 'subject'
  where team.id = p_team_id and team.school_id = v_staff.school_id and team.version = p_version
  returning * into v_team;
  if found then
    -- Who stays in it is left alone, so that only who comes or goes is noted.
    delete from app.team_members member where member.team_id = v_team.id and member.teacher_id <> all (v_members);
    insert into app.team_members (team_id, teacher_id) select v_team.id, unnest(v_members) on conflict do nothing;
  else
    select * into v_team from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id;
    if not found then
      perform app.refuse('NTFND', 'no such team');
    elsif v_team.version <> p_version + 1
      or app.describe_team(v_team) - 'id' - 'version' <> p_wish || jsonb_build_object('teachers', app.describe_team(v_team) -> 'teachers')
      or v_members <> array(
        select member.teacher_id from app.team_members member where member.team_id = v_team.id order by member.teacher_id
      ) then
      perform app.refuse('STALE', 'the team was saved elsewhere');
    end if;
  end if;
  return app.describe_team(v_team);
end
$$;

-- What is noted, and of which columns. A seed, an address, a note or a name of a booker is in none of it.
create trigger audit_is_kept before update or delete on app.audit for each row execute function app.keep_trail();
create trigger audit_is_kept_whole before truncate on app.audit for each statement execute function app.keep_trail();

create trigger teachers_are_noted after insert or update or delete on app.teachers
  for each row execute function app.note_row('teacher', 'name', 'handle', 'about', 'subjects', 'time_zone', 'holiday_region', 'worked_holidays');
create trigger staff_are_noted after insert or delete on app.staff
  for each row execute function app.note_row('staff', 'none');
create trigger types_are_noted after insert or update or delete on app.appointment_types
  for each row execute function app.note_row('type');
-- Its hours are noted by app.replace_hours and app.replace_own_days, a week at a time.
create trigger schedules_are_noted after insert or update or delete on app.schedules
  for each row execute function app.note_row('schedule', 'name', 'is_usual');
create trigger absences_are_noted after insert or update on app.busy_times
  for each row when (new.feed_id is null) execute function app.note_row('absence', 'during');
create trigger absences_taken_back_are_noted after delete on app.busy_times
  for each row when (old.feed_id is null) execute function app.note_row('absence', 'during');
create trigger teams_are_noted after insert or update or delete on app.teams
  for each row execute function app.note_row('team', 'name', 'handle', 'subject');
create trigger team_members_are_noted after insert or delete on app.team_members
  for each row execute function app.note_row('member', 'none');
create trigger openings_are_noted after insert or update or delete on app.openings
  for each row execute function app.note_row('opening');
create trigger groups_are_noted after insert or update of name, opens_at or delete on app.opening_groups
  for each row execute function app.note_row('group', 'name', 'opens_at');
create trigger paces_are_noted after update of pace_most on app.opening_paces
  for each row execute function app.note_row('opening', 'pace_most');
create trigger invitations_are_noted after update of revoked_at on app.invitations
  for each row execute function app.note_row('invitation', 'revoked_at');

-- Of bookings nothing that somebody waits for: what is held, booked or confirmed is in app.requests.
create trigger bookings_are_noted after update of cancelled_at, moves, state on app.bookings
  for each row when (
    new.cancelled_at is distinct from old.cancelled_at or new.moves > old.moves
    or new.state <> old.state and (new.state in ('completed', 'no_show') or old.state in ('pending', 'completed', 'no_show'))
  )
  execute function app.note_booking();
create trigger reasons_go_with_their_bookings after update of cancel_reason on app.bookings
  for each row when (old.cancel_reason is not null and new.cancel_reason is null)
  execute function app.forget_reason();

revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
