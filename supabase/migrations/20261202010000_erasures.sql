-- A teacher and a school are erased.

alter table app.schools add column erased_at timestamptz;
alter table app.teachers add column erased_at timestamptz;

create index if not exists requests_that_name_teachers on app.requests (answered_at) where answer ?| '{teacher,teachers}';

-- Whether an opening was of one teacher alone, or of one of their types, and they have left.
create function app.is_left_behind(p_opening_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.openings opening
    left join app.appointment_types type on type.id = opening.appointment_type_id
    join app.teachers teacher on teacher.id = coalesce(opening.teacher_id, type.teacher_id)
    where opening.id = p_opening_id and teacher.erased_at is not null
  );
end
$$;

-- Notes that a row of some rule was made, changed or removed: a trigger, whose first argument is what it is, and all others the
-- columns that are looked at; without any it is all that say something. Where none is otherwise, nothing is noted.
create or replace function app.note_row() returns trigger
language plpgsql
as $$
declare
  v_kind constant text := tg_argv[0];
  v_columns constant text[] := case when tg_nargs > 1 then tg_argv[1:] end;
  v_silent constant text[] := '{id,version,teacher_id,school_id,opening_id,position,created_at,is_imported}';
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
  -- Of who has left nothing is noted any more: app.erase_teachers has noted that they did.
  if exists (select from app.teachers teacher where teacher.id = v_teacher_id and teacher.erased_at is not null)
    or exists (select from app.schools school where school.id = v_school_id and school.erased_at is not null)
    or v_kind = 'group' and app.is_left_behind((v_row ->> 'opening_id')::uuid) then
    return null;
  end if;
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

-- Nobody changes what was noted, its owner included: a trigger. A reason goes with that of its booking, a line when its time
-- is over, and of who has left what they wrote.
create or replace function app.keep_trail() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' and old.at < now() - app.retention_of('trail') then
    return old;
  elsif tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || '{"reason": null}' and not exists (
    select from app.bookings booking where booking.id = old.subject_id and booking.cancel_reason is not null
  ) then
    return new;
  elsif tg_op = 'UPDATE' and to_jsonb(new) - '{before,after}'::text[] = to_jsonb(old) - '{before,after}'::text[]
    and coalesce(new.before, '{}') = '{}' and coalesce(new.after, '{}') = '{}' and (
      exists (select from app.teachers teacher where teacher.id = old.teacher_id and teacher.erased_at is not null)
      or exists (select from app.schools school where school.id = old.school_id and school.erased_at is not null)
      or old.subject_kind = 'group' and exists (
        select from app.opening_groups each where each.id = old.subject_id and app.is_left_behind(each.opening_id)
      )
    ) then
    return new;
  end if;
  perform app.refuse('DNIED', 'the trail is only added to');
end
$$;

-- Tells each type of a school which opening it waits for: the narrowest there is, and of two the newest. One that is over
-- keeps its types closed until it is released; but the next one that is made of them, however wide, takes them for good.
create or replace function app.assign_openings(p_school_id uuid) returns void
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
    where teacher.school_id = p_school_id and teacher.erased_at is null
  ) as chosen
  where type.id = chosen.id and type.opening_id is distinct from chosen.opening_id;
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
    'decide_until', p_booking.decide_until,
    'decided_at', p_booking.decided_at,
    'has_lapsed', p_booking.has_lapsed,
    'cancel_until', lower(p_booking.during) - make_interval(mins => type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name,
      'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name, 'is_retired', type.retired_at is not null),
    'place_kind', type.place_kind,
    -- Whose number or room it is, is for who has booked: not for who asks.
    'place', case
      when p_booking.decide_until is null or p_booking.confirmed_at is not null or type.place_kind = 'address' then type.place else ''
    end,
    'follow_up_text', type.follow_up_text,
    'answers', p_booking.answers,
    'series', case when p_booking.series_id is not null then (
      select jsonb_agg(jsonb_build_object(
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state, 'cancelled_at', other.cancelled_at,
        'starts_at', lower(other.during), 'ends_at', upper(other.during), 'moves', other.moves
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone,
    'language', p_booking.language,
    'moves', p_booking.moves,
    'moved_from', p_booking.moved_from,
    'moved_by_teacher', p_booking.moved_by_teacher,
    'moved_by_hand', p_booking.moved_by_hand,
    'move_message', p_booking.move_message,
    'is_offered', app.offers_to_move(p_booking, type)
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;

-- A booking as a line of its booker's own list.
create or replace function app.describe_own(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'booking_id', p_booking.id, 'link_version', p_booking.link_version, 'state', p_booking.state,
      'starts_at', lower(p_booking.during), 'ends_at', upper(p_booking.during), 'name', p_booking.name,
      'teacher', teacher.name, 'teacher_time_zone', teacher.time_zone, 'school', school.name, 'type', type.name,
      'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null,
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
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone, 'school', school.name,
        'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null
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

-- The directory: teachers in whose name, subjects and school every word of the query is, by name. At most 1,000.
create or replace function api.find_teachers(p_query text) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'handle', found.handle, 'name', found.name, 'subjects', found.subjects,
    'school', found.school, 'time_zone', found.time_zone
  ) order by found.name, found.handle), '[]')
  from (
    select teacher.handle, teacher.name, teacher.subjects, school.name as school, teacher.time_zone
    from app.teachers teacher
    join app.schools school on school.id = teacher.school_id
    where not school.is_synthetic and teacher.erased_at is null and not exists (
      select from unnest(string_to_array(app.fold(trim(find_teachers.p_query)), ' ')) as word
      where position(word in teacher.search || ' ' || app.fold(school.name)) = 0
    )
    order by teacher.name, teacher.handle
    limit 1000
  ) as found
$$;

-- A teacher's public page, without the types that only who has their address shall find. Refuses: NTFND.
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
      select coalesce(jsonb_agg(app.describe_offer(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null and not type.is_hidden
    ),
    'has_hours', exists (
      select from app.schedules schedule
      join app.weekly_hours hours on hours.schedule_id = schedule.id
      where schedule.teacher_id = teacher.id
    )
  ) into v_answer
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where teacher.handle = get_teacher.p_handle and teacher.erased_at is null;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such teacher');
  end if;
  return v_answer;
end
$$;

-- Makes a token for a program, under an id that the form has made; of the token itself only its sha256 and its beginning are
-- known here. Made again, as by who never got the answer, it is another one instead, unless a program has used it.
-- Gives it as describe_token. Refuses: DNIED, LIMIT above twenty, STALE.
create or replace function api.make_token(
  p_user_id uuid, p_token_id uuid, p_name text, p_scopes text[], p_hash bytea, p_beginning text, p_expires_at timestamptz
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_token app.tokens;
begin
  -- Who is just being erased is waited for, and is nobody then.
  perform from app.teachers teacher where teacher.user_id = p_user_id for key share;
  perform from app.staff staff where staff.user_id = p_user_id for key share;
  perform app.in_charge_of(make_token.p_user_id);
  -- One after the other, so that twenty can be counted.
  perform pg_advisory_xact_lock(hashtextextended(p_user_id::text, 5));
  if (select count(*) from app.tokens token where token.user_id = p_user_id and token.id <> p_token_id) >= 20 then
    perform app.refuse('LIMIT', 'twenty tokens are as many as one can have');
  end if;
  insert into app.tokens (id, user_id, name, scopes, hash, beginning, expires_at)
  values (p_token_id, p_user_id, p_name, p_scopes, p_hash, p_beginning, p_expires_at)
  on conflict (id) do update
  set name = excluded.name, scopes = excluded.scopes, hash = excluded.hash, beginning = excluded.beginning,
    expires_at = excluded.expires_at
  where tokens.user_id = excluded.user_id and tokens.last_used_at is null
  returning * into v_token;
  if not found then
    perform app.refuse('STALE', 'there is such a token already');
  end if;
  return app.describe_token(v_token);
end
$$;

-- What is held of a teacher beside their bookings (those are api.list_bookings'), as it is stored, without what is secret: the
-- profile, schedules, types, absences, calendars from elsewhere, teams, and since when their own calendar is given out.
-- Refuses: DNIED.
create or replace function api.export_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(export_desk.p_user_id);
begin
  return jsonb_build_object(
    'teacher', to_jsonb(v_teacher) - '{user_id,search,school_id,erased_at}'::text[],
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

-- What a staff member's desk opens with: the school, what an opening can be of and who can be in a team, the openings, newest first,
-- and what waits for an answer of any of its teachers.
-- Refuses: DNIED.
create or replace function api.open_office(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(open_office.p_user_id);
begin
  return jsonb_build_object(
    'email', v_staff.email,
    'school', (select school.name from app.schools school where school.id = v_staff.school_id),
    'school_handle', (select school.handle from app.schools school where school.id = v_staff.school_id),
    'teachers', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone,
        'subjects', teacher.subjects, 'types', (
          select coalesce(jsonb_agg(jsonb_build_object('handle', type.handle, 'name', type.name) order by type.position, type.name), '[]')
          from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null
        )
      ) order by teacher.name, teacher.handle), '[]')
      from app.teachers teacher where teacher.school_id = v_staff.school_id and teacher.erased_at is null
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) order by opening.created_at desc), '[]')
      from app.openings opening where opening.school_id = v_staff.school_id
    ),
    'requests', app.requests_in(v_staff.school_id)
  );
end
$$;

-- What is held of a school beside its bookings (those are api.list_bookings'): the staff, its teachers, teams and openings, with
-- whom it invited. Refuses: DNIED.
create or replace function api.export_school(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_school_id uuid := (app.find_office(export_school.p_user_id)).school_id;
begin
  return jsonb_build_object(
    'school', (
      select to_jsonb(school) - '{id,erased_at}'::text[] from app.schools school where school.id = v_school_id
    ),
    'staff', (
      select coalesce(jsonb_agg(staff.email order by staff.email), '[]') from app.staff staff where staff.school_id = v_school_id
    ),
    'teachers', (
      select coalesce(jsonb_agg(
        to_jsonb(teacher) - '{user_id,search,school_id,code_asked_at,erased_at}'::text[] order by teacher.name, teacher.handle
      ), '[]')
      from app.teachers teacher where teacher.school_id = v_school_id and teacher.erased_at is null
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

-- Nobody writes down anything more of a teacher who has left: a trigger. Who has begun before and waits for the erasure hears so
-- then; the erasure itself, whose now() it is, may.
create function app.require_teacher_here() returns trigger
language plpgsql
as $$
declare
  v_erased_at timestamptz;
begin
  select teacher.erased_at into v_erased_at from app.teachers teacher where teacher.id = new.teacher_id for key share;
  if v_erased_at <> now() then
    perform app.refuse('DNIED', 'this teacher has left');
  end if;
  return new;
end
$$;
-- The same of a school.
create function app.require_school_here() returns trigger
language plpgsql
as $$
declare
  v_erased_at timestamptz;
begin
  select school.erased_at into v_erased_at from app.schools school where school.id = new.school_id for key share;
  if v_erased_at <> now() then
    perform app.refuse('DNIED', 'this school has left');
  end if;
  return new;
end
$$;
-- The same of the school whose opening it is.
create function app.require_opening_here() returns trigger
language plpgsql
as $$
declare
  v_erased_at timestamptz;
begin
  perform from app.openings opening where opening.id = new.opening_id for key share;
  select school.erased_at into v_erased_at
  from app.openings opening
  join app.schools school on school.id = opening.school_id
  where opening.id = new.opening_id;
  if v_erased_at <> now() then
    perform app.refuse('DNIED', 'this school has left');
  end if;
  return new;
end
$$;

-- Who has left is nobody again: a trigger.
create function app.stay_erased() returns trigger
language plpgsql
as $$
begin
  perform app.refuse('DNIED', 'erased');
end
$$;
create trigger schedules_are_of_who_is_here before insert or update of name on app.schedules
  for each row execute function app.require_teacher_here();
create trigger types_are_of_who_is_here
  before insert or update of handle, name, description, questions, place, follow_up_text, retired_at on app.appointment_types
  for each row execute function app.require_teacher_here();
create trigger feeds_are_of_who_is_here before insert on app.busy_feeds
  for each row execute function app.require_teacher_here();
create trigger busy_times_are_of_who_is_here before insert on app.busy_times
  for each row execute function app.require_teacher_here();
create trigger hooks_are_of_who_is_here before insert on app.hooks
  for each row execute function app.require_teacher_here();
create trigger shared_calendars_are_of_who_is_here before insert on app.shared_calendars
  for each row execute function app.require_teacher_here();
create trigger team_members_are_here before insert on app.team_members
  for each row execute function app.require_teacher_here();
create trigger openings_are_of_who_is_here before insert or update of teacher_id on app.openings
  for each row execute function app.require_teacher_here();
create trigger openings_are_of_schools_that_are_here before insert or update of name on app.openings
  for each row execute function app.require_school_here();
create trigger teams_are_of_schools_that_are_here before insert or update of handle, name, subject on app.teams
  for each row execute function app.require_school_here();
create trigger staff_are_of_schools_that_are_here before insert on app.staff
  for each row execute function app.require_school_here();
create trigger teachers_are_of_schools_that_are_here before insert on app.teachers
  for each row execute function app.require_school_here();
create trigger invitations_are_of_schools_that_are_here before insert on app.invitations
  for each row execute function app.require_opening_here();
create trigger staff_act_for_schools_that_are_here before insert on app.opening_events
  for each row when (new.actor is not null) execute function app.require_opening_here();
create trigger teachers_stay_erased
  before update of handle, name, about, subjects, email, user_id, holiday_region, worked_holidays on app.teachers
  for each row when (old.erased_at is not null) execute function app.stay_erased();
create trigger schools_stay_erased before update of handle, name on app.schools
  for each row when (old.erased_at is not null) execute function app.stay_erased();

-- Whether an Auth user is neither a teacher, nor of any staff, nor an operator.
create function app.is_nobody(p_user_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return not (
    exists (select from app.teachers teacher where teacher.user_id = p_user_id)
    or exists (select from app.staff staff where staff.user_id = p_user_id)
    or exists (select from app.operators operator where operator.user_id = p_user_id)
  );
end
$$;

-- Removes the tokens of an Auth user who is nobody here any more.
create function app.forget_tokens(p_user_id uuid) returns void
language plpgsql
as $$
begin
  delete from app.tokens token where token.user_id = p_user_id and app.is_nobody(p_user_id);
end
$$;

-- That teachers may go without anybody losing what they count on: AHEAD while something is booked or asked for and not over, while
-- somebody fills in a form, while one of these openings runs, or while a mail to a booker of theirs is still to go out, since it
-- is written when it goes and would not know their name. Says how many of each, how many of the bookings have begun, and until when
-- it lasts.
create function app.require_nothing_ahead(p_teachers uuid[], p_openings uuid[]) returns void
language plpgsql stable
as $$
declare
  v_ahead jsonb;
  v_bookings bigint;
  v_begun bigint;
  v_late bigint;
  v_holds bigint;
  v_until timestamptz;
begin
  select count(*) filter (where booking.state in ('pending', 'confirmed')),
    count(*) filter (where booking.state in ('pending', 'confirmed') and lower(booking.during) <= now()),
    count(*) filter (where booking.state = 'held' and booking.wait_id is null and booking.held_until > now()),
    max(upper(booking.during)) filter (where booking.state in ('pending', 'confirmed'))
  into v_bookings, v_begun, v_holds, v_until
  from app.appointments appointment
  cross join lateral (
    select each.* from app.bookings each where each.appointment_id = appointment.id offset 0
  ) as booking
  where appointment.teacher_id = any (p_teachers) and appointment.busy && tstzrange(now(), null)
    and appointment.cancelled_at is null and appointment.ends_at > now();
  -- What nobody has answered in time and is not told yet is over no sooner than it is.
  select count(*) into v_late
  from app.bookings booking
  cross join lateral (
    select each.* from app.appointments each where each.id = booking.appointment_id offset 0
  ) as appointment
  where booking.state = 'pending' and booking.decide_until <= now()
    and appointment.teacher_id = any (p_teachers) and appointment.ends_at <= now();
  v_ahead := jsonb_build_object(
    'bookings', v_bookings + v_late,
    'begun', v_begun + v_late,
    'holds', v_holds,
    'openings', (
      select count(*) from app.openings opening
      where opening.id = any (p_openings) and opening.joins_at <= now() and opening.ended_at is null
        and coalesce(opening.closes_at > now(), true)
    ),
    'mails', (
      select count(*) from app.mails mail
      cross join lateral (
        select appointment.teacher_id from app.bookings booking
        join app.appointments appointment on appointment.id = booking.appointment_id
        where booking.id = mail.booking_id offset 0
      ) as whose
      where mail.sent_at is null and mail.failed_at is null and mail.due_at < now() + interval '1 day' and mail.recipient = 'booker'
        and whose.teacher_id = any (p_teachers)
    ),
    'until', v_until
  );
  if v_ahead - '{begun,until}'::text[] <> '{"bookings": 0, "holds": 0, "openings": 0, "mails": 0}' then
    raise exception using errcode = 'AHEAD', message = 'something is still to come', detail = v_ahead::text;
  end if;
end
$$;

-- Takes out all that teachers have said or that names them, in every table: of app.erase_teachers, which has made sure that
-- nobody counts on it. Their rows stay, as what bookings stand with.
create function app.empty_teachers(p_school_id uuid, p_teachers uuid[]) returns void
language plpgsql
as $$
declare
  v_gone app.teachers[] := array(select teacher from app.teachers teacher where teacher.id = any (p_teachers));
  v_handles text[] := array(select gone.handle from unnest(v_gone) as gone);
  -- Who is of the staff, too, is so still.
  v_emails text[] := array(
    select gone.email from unnest(v_gone) as gone
    where not exists (select from app.staff staff where staff.email = gone.email offset 0)
  );
begin
  perform app.note_change('erased', p_school_id, gone.id, 'teacher', gone.id, null, null) from unnest(v_gone) as gone;
  -- Before all others, so that these neither refuse nor are noted; and what is written down of them meanwhile comes before or not at all.
  update app.teachers teacher
  set erased_at = now(), name = 'A teacher who has left', about = '', subjects = '{}', handle = 'erased-' || teacher.id,
    email = 'erased ' || teacher.id, user_id = null, holiday_region = null, worked_holidays = '{}', code_asked_at = null
  where teacher.id = any (p_teachers);
  perform app.forget_tokens(gone.user_id) from unnest(v_gone) as gone where gone.user_id is not null;

  delete from app.team_members member where member.teacher_id = any (p_teachers);
  delete from app.hooks hook where hook.teacher_id = any (p_teachers);
  delete from app.shared_calendars shared where shared.teacher_id = any (p_teachers);
  delete from app.busy_feeds feed where feed.teacher_id = any (p_teachers);
  delete from app.busy_times busy where busy.teacher_id = any (p_teachers);
  -- One of their schedules stays, without hours, for what was offered by it.
  update app.appointment_types type
  set name = 'Appointment', description = '', handle = 'erased-' || type.id, questions = '[]', place_kind = 'unsaid', place = '',
    reminder_minutes = '{}', follow_up_minutes = null, follow_up_text = '', colour = 'blue', dates = null, opens_at = null,
    is_hidden = true, waitlist = false, opening_id = null, retired_at = coalesce(type.retired_at, now()),
    schedule_id = (
      select schedule.id from app.schedules schedule where schedule.teacher_id = type.teacher_id
      order by schedule.is_usual desc, schedule.id limit 1
    )
  where type.teacher_id = any (p_teachers);
  delete from app.schedules schedule
  where schedule.teacher_id = any (p_teachers)
    and not exists (select from app.appointment_types type where type.schedule_id = schedule.id);
  delete from app.weekly_hours hours using app.schedules schedule
  where schedule.id = hours.schedule_id and schedule.teacher_id = any (p_teachers);
  delete from app.overrides own using app.schedules schedule
  where schedule.id = own.schedule_id and schedule.teacher_id = any (p_teachers);
  update app.schedules schedule set name = 'Hours' where schedule.teacher_id = any (p_teachers);

  -- What waits is due within a day, and what failed may name them.
  update app.mails mail
  set failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end, error = 'erased meanwhile'
  where mail.id = any (array(
    select due.id from app.mails due
    cross join lateral (
      select appointment.teacher_id from app.bookings booking
      join app.appointments appointment on appointment.id = booking.appointment_id
      where booking.id = due.booking_id offset 0
    ) as whose
    where due.sent_at is null and due.failed_at is null and due.due_at < now() + interval '1 day' and due.recipient = 'teacher'
      and whose.teacher_id = any (p_teachers)
    union all
    select failed.id
    from (
      select each.id from app.appointments each where each.teacher_id = any (p_teachers) and each.cancelled_at is null
      union all
      select each.id from app.appointments each where each.teacher_id = any (p_teachers) and each.cancelled_at is not null
    ) as appointment
    cross join lateral (select each.id from app.bookings each where each.appointment_id = appointment.id offset 0) as booking
    cross join lateral (
      select each.id from app.mails each
      where each.booking_id = booking.id and each.error is not null and each.recipient = 'teacher' offset 0
    ) as failed
  ));
  -- The key stays, and stays used.
  update app.requests request set body_hash = null, answer = null
  where request.answer ?| '{teacher,teachers}' and request.answered_at <= now()
    and (request.answer ->> 'teacher' = any (v_handles) or request.answer -> 'teachers' ?| v_handles);
  update app.opening_paces pace set free_by_teacher = pace.free_by_teacher - v_handles
  where pace.opening_id = any (array(select opening.id from app.openings opening where opening.school_id = p_school_id))
    and pace.free_by_teacher ?| v_handles;
  update app.opening_events event
  set actor = case when event.actor = any (v_emails) then null else event.actor end,
    detail = case when event.detail ->> 'teacher' = any (v_handles) then event.detail - '{teacher,type}'::text[] else event.detail end
  from app.openings opening
  where opening.school_id = p_school_id and event.opening_id = opening.id
    and (event.actor = any (v_emails) or event.detail ->> 'teacher' = any (v_handles));
  -- When a booking was cancelled or moved tells of nobody.
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  where change.teacher_id = any (p_teachers) and change.subject_kind <> 'booking'
    and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
end
$$;

-- Takes out all that openings of who leaves say. Who came, by number, and in which order stays. p_staff: who did what in them goes, too,
-- as of a school that leaves; else that is the school's. Who is just saving one of them has an old version of it.
create function app.empty_openings(p_openings uuid[], p_staff boolean) returns void
language plpgsql
as $$
declare
  v_school_id uuid;
  v_since timestamptz;
  v_groups uuid[] := array(select each.id from app.opening_groups each where each.opening_id = any (p_openings));
begin
  if p_openings = '{}' then
    return;
  end if;
  update app.openings opening set name = 'Opening', version = opening.version + 1 where opening.id = any (p_openings);
  update app.opening_groups each set name = 'Group' where each.id = any (v_groups);
  update app.opening_paces pace set free_by_teacher = '{}' where pace.opening_id = any (p_openings);
  update app.opening_events event
  set actor = case when not p_staff then event.actor end, detail = case when event.kind = 'saved' then '{}' else event.detail end
  where event.opening_id = any (p_openings) and (event.actor is not null or event.kind = 'saved');
  -- What was noted of the opening itself is its teacher's.
  select opening.school_id, min(opening.created_at) into v_school_id, v_since
  from app.openings opening where opening.id = any (p_openings) group by opening.school_id;
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  where change.school_id = v_school_id and change.at >= v_since and change.subject_kind = 'group' and change.subject_id = any (v_groups)
    and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
end
$$;

-- Makes teachers of a school nobody, where nothing of theirs is to come (app.require_nothing_ahead): all that they said of themselves and
-- of what they offer goes, and whoever waits for them waits no longer. That their times were taken and how they ended stays, with
-- what their bookers were told. p_openings end. Whoever books meanwhile has done so before, and is counted, or finds nobody.
-- Refuses: NTFND for who is erased already, AHEAD.
create function app.erase_teachers(p_school_id uuid, p_teachers uuid[], p_openings uuid[]) returns void
language plpgsql
as $$
declare
  v_waits uuid[];
  v_appointments uuid[];
  v_hold app.bookings;
begin
  -- In the order in which all others lock: the rules, the series, the school's types, who waits, the seats.
  perform app.lock_rules(known.handle) from (
    select teacher.handle from app.teachers teacher where teacher.id = any (p_teachers) order by teacher.handle
  ) as known;
  if exists (select from app.teachers teacher where teacher.id = any (p_teachers) and teacher.erased_at is not null) then
    perform app.refuse('NTFND', 'erased already');
  end if;
  perform app.lock_series(known.id) from (select id from unnest(p_teachers) as id order by id) as known;
  perform from app.openings opening where opening.id = any (p_openings) order by opening.id for update;
  perform pg_advisory_xact_lock(hashtextextended(p_school_id::text, 4));
  v_waits := array(
    select wait.id from app.appointment_types type
    join app.waits wait on wait.appointment_type_id = type.id and wait.state in ('waiting', 'offered')
    where type.teacher_id = any (p_teachers)
  );
  perform from app.waits wait where wait.id = any (v_waits) and wait.state = 'waiting' order by wait.id for update;
  v_appointments := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = any (p_teachers) and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
  );
  perform from app.appointments appointment where appointment.id = any (v_appointments) order by appointment.id for update;
  perform app.require_nothing_ahead(p_teachers, p_openings);

  -- Nobody is offered what is given up here.
  perform set_config('firstbell.offers', 'off', true);
  perform app.end_wait(wait.id, 'left') from app.waits wait where wait.id = any (v_waits) order by wait.id;
  -- What ran out could be confirmed as long as nobody else takes that time.
  for v_hold in
    select booking.* from app.bookings booking where booking.appointment_id = any (v_appointments) and booking.state = 'held'
  loop
    update app.bookings booking set state = 'expired' where booking.id = v_hold.id;
    perform app.give_back_seat(v_hold.appointment_id);
  end loop;
  update app.openings opening set ended_at = now()
  where opening.id = any (p_openings) and opening.ended_at is null and coalesce(opening.closes_at > now(), true);
  perform app.empty_teachers(p_school_id, p_teachers);
end
$$;

-- Takes out all that a school says or that names it, once none of its teachers is left: its name, its office, its teams, its
-- openings, and whom they invited. Gives the teams' handles.
create function app.empty_school(p_school_id uuid, p_openings uuid[]) returns text[]
language plpgsql
as $$
declare
  v_staff app.staff[] := array(select staff from app.staff staff where staff.school_id = p_school_id);
  v_invitations uuid[] := array(
    select invitation.id from app.invitations invitation where invitation.opening_id = any (p_openings)
  );
  v_teams text[];
begin
  perform app.note_change('erased', p_school_id, null, 'school', p_school_id, null, null);
  update app.schools school
  set erased_at = now(), name = 'A school that has left', handle = 'erased-' || school.id
  where school.id = p_school_id;
  delete from app.staff staff where staff.school_id = p_school_id;
  perform app.forget_tokens(gone.user_id) from unnest(v_staff) as gone where gone.user_id is not null;
  with gone as (delete from app.teams team where team.school_id = p_school_id returning team.handle)
  select coalesce(array_agg(gone.handle), '{}') into v_teams from gone;
  perform app.empty_openings(p_openings, true);
  update app.invitations invitation
  set email = 'erased ' || invitation.id, name = null, revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = any (v_invitations) and invitation.email not like 'erased %';
  update app.mails mail
  set addressee = null, failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end,
    error = case when mail.sent_at is null then 'erased meanwhile' end
  where mail.invitation_id = any (v_invitations);
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  where change.school_id = p_school_id and change.subject_kind <> 'booking'
    and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
  return v_teams;
end
$$;

-- Nothing of these teachers is offered any more, by themselves or by the office of their school, as before they are erased: all of
-- their types are retired, so that nobody books what is given up, and who waits is not offered it. What was booked stands. Twice is
-- once, and api.restore_type has each type as it was. Handles that are nobody's in one's charge are left out, as of who is erased.
-- Gives the handles of those who are closed. Refuses: DNIED, NTFND where it is none of them.
create function api.close_teachers(p_user_id uuid, p_handles text[]) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_charge uuid[] := app.in_charge_of(close_teachers.p_user_id);
  v_teachers app.teachers[] := array(
    select teacher from app.teachers teacher
    where teacher.handle = any (close_teachers.p_handles) and teacher.id = any (v_charge) and teacher.erased_at is null
  );
begin
  if v_teachers = '{}' then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  perform app.lock_rules(known.handle) from (select each.handle from unnest(v_teachers) as each order by each.handle) as known;
  update app.appointment_types type set retired_at = now()
  where type.teacher_id in (
    select teacher.id from app.teachers teacher
    where teacher.id in (select each.id from unnest(v_teachers) as each) and teacher.erased_at is null
  ) and type.retired_at is null;
  return jsonb_build_object('teachers', array(select each.handle from unnest(v_teachers) as each order by each.handle));
end
$$;

-- Erases a teacher, named by their handle, by themselves or by the office of their school: app.erase_teachers. Openings of theirs
-- alone end, and lose their names. Who is on their own, without an office or a colleague, takes their school along, which is called
-- after them. Their handle is free for anybody. Gives {handle, openings: [ids], teams: [handles], is_gone}: whether who asked for
-- it is nobody here any more.
-- Refuses: DNIED, NTFND for who is not in one's charge, AHEAD while something is still to come.
create function api.erase_teacher(p_user_id uuid, p_handle text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_charge uuid[] := app.in_charge_of(erase_teacher.p_user_id);
  v_teacher app.teachers;
  v_alone boolean;
  v_openings uuid[];
  v_teams text[] := '{}';
begin
  select * into v_teacher from app.teachers teacher
  where teacher.handle = erase_teacher.p_handle and teacher.id = any (v_charge) and teacher.erased_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  -- Before all else: who writes down an opening, a team, a colleague or the office of it has done so, and is seen, or waits.
  perform from app.schools school where school.id = v_teacher.school_id for update;
  v_alone := not exists (select from app.staff staff where staff.school_id = v_teacher.school_id) and not exists (
    select from app.teachers other
    where other.school_id = v_teacher.school_id and other.id <> v_teacher.id and other.erased_at is null
  );
  v_openings := array(
    select opening.id from app.openings opening
    left join app.appointment_types type on type.id = opening.appointment_type_id
    where opening.school_id = v_teacher.school_id and (v_alone or v_teacher.id in (opening.teacher_id, type.teacher_id))
  );
  perform app.erase_teachers(v_teacher.school_id, array[v_teacher.id], v_openings);
  if v_alone then
    v_teams := app.empty_school(v_teacher.school_id, v_openings);
  else
    perform app.empty_openings(v_openings, false);
  end if;
  return jsonb_build_object(
    'handle', v_teacher.handle, 'openings', v_openings, 'teams', v_teams, 'is_gone', app.is_nobody(p_user_id)
  );
end
$$;

-- Erases a school, named by its handle, by its staff: all of its teachers (app.erase_teachers), its teams and openings, whom it
-- invited, its name and its staff. Places in openings stay, by which a draw can be computed again.
-- Twenty teachers at a time, where nothing is to come of any: call it until it gives no more `left`, and then it is all gone.
-- Gives {left, teachers: [handles], teams: [handles], openings: [ids], is_gone}: whose pages change, and as api.erase_teacher.
-- Refuses: DNIED, NTFND for any other school, AHEAD while something is still to come.
create function api.erase_school(p_user_id uuid, p_handle text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_school_id uuid := (app.find_office(erase_school.p_user_id)).school_id;
  v_school app.schools;
  v_all uuid[];
  v_teachers app.teachers[];
  v_openings uuid[];
  v_teams text[];
begin
  -- Before all else, so that nobody becomes its teacher meanwhile.
  select * into v_school from app.schools school
  where school.id = v_school_id and school.handle = erase_school.p_handle
  for update;
  if not found then
    perform app.refuse('NTFND', 'not your school');
  end if;
  v_all := array(
    select teacher.id from app.teachers teacher where teacher.school_id = v_school.id and teacher.erased_at is null
  );
  v_openings := array(select opening.id from app.openings opening where opening.school_id = v_school.id);
  -- Or some of them would be gone before one is in the way.
  perform app.require_nothing_ahead(v_all, v_openings);
  v_teachers := array(select teacher from app.teachers teacher where teacher.id = any (v_all) order by teacher.handle limit 20);
  if cardinality(v_all) > 20 then
    perform app.erase_teachers(v_school.id, array(select gone.id from unnest(v_teachers) as gone), '{}');
    return jsonb_build_object(
      'left', cardinality(v_all) - 20, 'teachers', array(select gone.handle from unnest(v_teachers) as gone),
      'teams', '[]'::jsonb, 'openings', '[]'::jsonb, 'is_gone', false
    );
  end if;
  perform app.erase_teachers(v_school.id, array(select gone.id from unnest(v_teachers) as gone), v_openings);
  v_teams := app.empty_school(v_school.id, v_openings);
  return jsonb_build_object(
    'left', 0, 'teachers', array(select gone.handle from unnest(v_teachers) as gone), 'teams', v_teams, 'openings', v_openings,
    'is_gone', app.is_nobody(p_user_id)
  );
end
$$;

revoke all on function app.require_teacher_here() from public;
revoke all on function app.require_school_here() from public;
revoke all on function app.require_opening_here() from public;
revoke all on function app.stay_erased() from public;
revoke all on function app.is_left_behind(uuid) from public;
revoke all on function app.is_nobody(uuid) from public;
revoke all on function app.forget_tokens(uuid) from public;
revoke all on function app.require_nothing_ahead(uuid[], uuid[]) from public;
revoke all on function app.empty_teachers(uuid, uuid[]) from public;
revoke all on function app.empty_openings(uuid[], boolean) from public;
revoke all on function app.empty_school(uuid, uuid[]) from public;
revoke all on function app.erase_teachers(uuid, uuid[], uuid[]) from public;
revoke all on function api.close_teachers(uuid, text[]) from public;
revoke all on function api.erase_teacher(uuid, text) from public;
revoke all on function api.erase_school(uuid, text) from public;
grant execute on function api.erase_teacher(uuid, text) to firstbell_server;
grant execute on function api.erase_school(uuid, text) to firstbell_server;
grant execute on function api.close_teachers(uuid, text[]) to firstbell_server;
