-- Availability as teachers have it: several schedules with days of their own, holidays, absences and calendars from
-- elsewhere; types with durations to choose from, dates, caps, a place and questions.

create domain app.minutes_of_day as int4multirange check (value <@ int4multirange(int4range(0, 1440)));
create domain app.colour as text check (value in ('blue', 'green', 'red', 'orange', 'purple', 'teal', 'pink', 'grey'));
create type app.place_kind as enum ('unsaid', 'address', 'phone', 'video');

-- Whether these are questions that can be asked: at most ten, each with its own id, a label and a kind; a choice has two to
-- twenty choices.
create function app.are_questions(p_questions jsonb) returns boolean
language sql immutable parallel safe
return jsonb_typeof(p_questions) = 'array' and jsonb_array_length(p_questions) <= 10 and not jsonb_path_exists(p_questions, '$[*] ? (
  !(@.id.type() == "string" && @.id like_regex "^[a-z0-9-]{1,40}$") ||
  !(@.label.type() == "string" && @.label like_regex "^.{1,200}$" flag "s") ||
  !(@.kind == "text" || @.kind == "long" || @.kind == "choice" || @.kind == "check") ||
  !(@.required.type() == "boolean") ||
  (@.kind == "choice" && !(@.choices.type() == "array" && @.choices.size() >= 2 && @.choices.size() <= 20))
)') and jsonb_array_length(p_questions) = (
  select count(distinct question ->> 'id') from jsonb_array_elements(p_questions) as question
);
-- Named hours of a teacher, on the clock of their own wall: of each weekday, and of single days that are not as usual.
create table app.schedules (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  name text not null check (length(name) between 1 and 60),
  -- The one that a new type has.
  is_usual boolean not null default false,
  version integer not null default 1,
  -- What types refer to, so that nobody has another's hours.
  unique (id, teacher_id)
);
create unique index schedules_have_one_that_is_usual on app.schedules (teacher_id) where (is_usual);
create index schedules_by_teacher on app.schedules (teacher_id);
insert into app.schedules (teacher_id, name, is_usual, version)
select teacher.id, 'Weekly hours', true, teacher.hours_version from app.teachers teacher;

alter table app.teachers
  add column holiday_region text collate "C" check (length(holiday_region) <= 30),
  add column worked_holidays text[] not null default '{}' check (cardinality(worked_holidays) <= 100),
  add column version integer not null default 1,
  drop column hours_version;

alter table app.appointment_types
  add column schedule_id uuid,
  add column other_durations integer[] not null default '{}'
    constraint appointment_types_have_few_durations check (
      cardinality(other_durations) <= 6 and 5 <= all (other_durations) and 720 >= all (other_durations)
    ),
  add column dates daterange
    constraint appointment_types_have_dates_that_end check (
      dates is null or not isempty(dates) and upper(dates) - lower(dates) between 1 and 731
    ),
  add column day_cap integer check (day_cap between 1 and 200),
  add column week_cap integer check (week_cap between 1 and 1000),
  add column series_cap integer not null default 1 check (series_cap between 1 and 52),
  add column place_kind app.place_kind not null default 'unsaid',
  add column place text not null default '' check (length(place) <= 500),
  add column questions jsonb not null default '[]' constraint appointment_types_ask_plainly check (app.are_questions(questions)),
  add column is_hidden boolean not null default false,
  add column colour app.colour not null default 'blue',
  add column version integer not null default 1;
update app.appointment_types type set schedule_id = (
  select schedule.id from app.schedules schedule where schedule.teacher_id = type.teacher_id and schedule.is_usual
);
alter table app.appointment_types
  alter column schedule_id set not null,
  add constraint appointment_types_have_their_teachers_hours
    foreign key (schedule_id, teacher_id) references app.schedules (id, teacher_id) on delete restrict;
create index appointment_types_by_schedule on app.appointment_types (schedule_id);

create temporary table hours_before on commit drop as select * from app.weekly_hours;
drop table app.weekly_hours;
-- The hours of a weekday (1 is Monday), in minutes after local midnight. Spans that touch are one.
create table app.weekly_hours (
  schedule_id uuid not null references app.schedules on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  minutes app.minutes_of_day not null constraint weekly_hours_are_of_some_length check (not isempty(minutes)),
  primary key (schedule_id, weekday)
);
insert into app.weekly_hours (schedule_id, weekday, minutes)
select schedule.id, hours.weekday, range_agg(int4range(hours.starts_minute, hours.ends_minute))
from hours_before hours
join app.schedules schedule on schedule.teacher_id = hours.teacher_id and schedule.is_usual
group by schedule.id, hours.weekday;
-- A day that is not as usual: its hours instead, in minutes after local midnight; none is a day off.
create table app.overrides (
  schedule_id uuid not null references app.schedules on delete cascade,
  day date not null,
  minutes app.minutes_of_day not null,
  primary key (schedule_id, day)
);
-- The holidays of a region, such as `DE-BY`, as far as they were looked up. Whoever is of it has that day off, but where a
-- teacher works on holidays of that name, or a schedule has hours of its own for that day.
create table app.holidays (
  region text collate "C" not null check (region ~ '^[A-Z]{2}(-[A-Za-z0-9]{1,10}){0,2}$'),
  day date not null,
  name text not null check (length(name) between 1 and 200),
  primary key (region, day, name)
);
-- A calendar from elsewhere that is read now and then: what is in it is time that cannot be booked.
create table app.busy_feeds (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  name text not null check (length(name) between 1 and 60),
  -- Sealed by the app: whoever has the address can read the calendar.
  sealed_url text not null check (length(sealed_url) <= 4000),
  -- What the other side said last, so that it need not send again what did not change.
  etag text check (length(etag) <= 500),
  modified text check (length(modified) <= 100),
  -- When it was last read well, and is read again.
  read_at timestamptz,
  due_at timestamptz not null default now(),
  failures integer not null default 0,
  -- In the teacher's words; null while all is well.
  trouble text check (length(trouble) <= 500),
  created_at timestamptz not null default now(),
  unique (id, teacher_id)
);
create index busy_feeds_by_teacher on app.busy_feeds (teacher_id);
create index busy_feeds_due on app.busy_feeds (due_at);
-- Time that is a teacher's own, whatever the hours say: an absence, or what a calendar from elsewhere has.
create table app.busy_times (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  -- Null for an absence, which the teacher wrote here.
  feed_id uuid,
  during tstzrange not null
    constraint busy_times_begin_and_end check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  note text not null default '' check (length(note) <= 200),
  constraint busy_times_are_of_their_teachers_feeds
    foreign key (feed_id, teacher_id) references app.busy_feeds (id, teacher_id) on delete cascade
);
create index busy_times_by_teacher on app.busy_times using gist (teacher_id, during);
create index busy_times_by_feed on app.busy_times (feed_id) where (feed_id is not null);
-- Teachers of whom any may be booked. By a subject, all who have it, whoever comes or goes; else those in team_members.
create table app.teams (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  handle text collate "C" not null unique
    constraint teams_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  subject text check (length(subject) between 1 and 120),
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index teams_by_school on app.teams (school_id);
create table app.team_members (
  team_id uuid not null references app.teams on delete cascade,
  teacher_id uuid not null references app.teachers on delete cascade,
  primary key (team_id, teacher_id)
);
create index team_members_by_teacher on app.team_members (teacher_id);

alter table app.schedules enable row level security;
alter table app.weekly_hours enable row level security;
alter table app.overrides enable row level security;
alter table app.holidays enable row level security;
alter table app.busy_feeds enable row level security;
alter table app.busy_times enable row level security;
alter table app.teams enable row level security;
alter table app.team_members enable row level security;

alter table app.appointments add column is_kept boolean not null default false;
alter table app.bookings
  add column answers jsonb not null default '[]',
  add column series_id uuid;
create index bookings_by_series on app.bookings (series_id) where (series_id is not null);

drop function app.find_type(text, text);
drop function app.require_below_cap(app.appointment_types, text);
drop function app.free_lapsed_holds(uuid, tstzrange);
drop function api.book_slot(text, text, text, timestamptz, text, text, text, uuid, integer);
drop function api.hold_slot(text, text, text, timestamptz, uuid, integer);
drop function api.confirm_hold(text, uuid, integer, text, text, text);
drop function api.list_slots(text, text, timestamptz, timestamptz);
drop function api.nearest_slots(text, text, timestamptz, integer);
drop function app.hours_of(uuid);
drop function app.replace_hours(uuid, jsonb);

-- The team behind a public handle, or NTFND.
create or replace function app.find_team(p_handle text) returns app.teams
language plpgsql stable
as $$
declare
  v_team app.teams;
begin
  select * into v_team from app.teams team where team.handle = find_team.p_handle;
  if not found then
    perform app.refuse('NTFND', 'no such team');
  end if;
  return v_team;
end
$$;
-- The appointment type behind two public handles, for one of its durations, or NTFND.
create or replace function app.find_type(p_teacher text, p_type text, p_duration_minutes integer default null) returns app.appointment_types
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
begin
  select type.* into v_type
  from app.appointment_types type
  join app.teachers teacher on teacher.id = type.teacher_id
  where teacher.handle = find_type.p_teacher and type.handle = find_type.p_type and type.retired_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such teacher or appointment type');
  elsif p_duration_minutes <> v_type.duration_minutes then
    if p_duration_minutes <> all (v_type.other_durations) then
      perform app.refuse('NTFND', 'this type has no such duration');
    end if;
    v_type.duration_minutes := p_duration_minutes;
  end if;
  return v_type;
end
$$;
create or replace function app.minutes_in(p_during tstzrange) returns integer
language sql immutable
return extract(epoch from upper(p_during) - lower(p_during))::integer / 60;
-- The other side of share_rules: who edits a teacher's rules waits for those who book by them.
create or replace function app.lock_rules(p_teacher text) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(lock_rules.p_teacher, 6));
end
$$;
-- While somebody books with a teacher, the teacher's rules stay what they are; edits wait, and see the booking then. So every
-- booking was within the rules of its moment, and no edit overlooks one. By handle, before the rules are read.
create or replace function app.share_rules(p_teacher text) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended(share_rules.p_teacher, 6));
end
$$;
-- When a type can be booked by who asks at that instant: after its notice and before its horizon, or on its dates.
create or replace function app.window_at(p_type app.appointment_types, p_at timestamptz) returns tstzrange
language plpgsql stable
as $$
declare
  v_earliest timestamptz := p_at + make_interval(mins => p_type.notice_minutes);
begin
  if p_type.dates is not null then
    return (
      select tstzrange(lower(p_type.dates) at time zone teacher.time_zone, upper(p_type.dates) at time zone teacher.time_zone)
        * tstzrange(v_earliest, null)
      from app.teachers teacher where teacher.id = p_type.teacher_id
    );
  end if;
  -- A day of 24 hours: the session's zone has no say.
  return tstzrange(v_earliest, p_at + greatest(make_interval(hours => 24 * p_type.horizon_days), v_earliest - p_at));
end
$$;
-- What a type offers: the one place that knows. The list asks it for a span of time, and a booking for one instant.
-- Gives the starts in [p_earliest, p_latest) that fit the hours of their day and nothing of the teacher's own; whether the
-- time is still free, and whether now is the time to book it, is for the caller to see.
-- A day's hours are those it was given itself; else none on a holiday; else those of its weekday.
-- A local time in a DST gap is not offered; in a fold the earlier one is, once; and a slot ends, by the clock on
-- the teacher's wall, no later than the hours do.
create or replace function app.offered_starts(p_type app.appointment_types, p_earliest timestamptz, p_latest timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql stable rows 100
as $$
  with days as materialized (
    select
      teacher.time_zone as zone,
      calendar.day,
      -- The zone's offsets well before and well after this local day; they differ around a transition only.
      (calendar.day - interval '24 hours') at time zone 'UTC' at time zone teacher.time_zone - (calendar.day - interval '24 hours') as offset_before,
      (calendar.day + interval '48 hours') at time zone 'UTC' at time zone teacher.time_zone - (calendar.day + interval '48 hours') as offset_after,
      case
        when override.minutes is not null then override.minutes
        when not exists (
          select from app.holidays holiday
          where holiday.region = teacher.holiday_region and holiday.day = calendar.day::date
            and holiday.name <> all (teacher.worked_holidays)
        ) then weekly.minutes
      end as minutes
    from app.teachers teacher
    cross join lateral generate_series(
      date_trunc('day', p_earliest at time zone teacher.time_zone), p_latest at time zone teacher.time_zone, interval '1 day'
    ) as calendar (day)
    left join app.overrides override on override.schedule_id = (p_type).schedule_id and override.day = calendar.day::date
    left join app.weekly_hours weekly
      on weekly.schedule_id = (p_type).schedule_id and weekly.weekday = extract(isodow from calendar.day)::smallint
    where teacher.id = (p_type).teacher_id
  ),
  -- As one set, in which each start is looked up instead of compared with everything.
  own as materialized (
    select coalesce(range_agg(busy.during), '{}') as times
    from app.busy_times busy
    where busy.teacher_id = (p_type).teacher_id
      and busy.during && tstzrange(
        p_earliest - make_interval(mins => (p_type).buffer_before_minutes),
        p_latest + make_interval(mins => (p_type).duration_minutes + (p_type).buffer_after_minutes)
      )
  )
  select start.at, start.at + make_interval(mins => (p_type).duration_minutes)
  from days
  cross join own
  cross join lateral unnest(days.minutes) as hours
  -- Minutes after midnight, no earlier and no later than what can matter.
  cross join lateral generate_series(
    lower(hours) + greatest(0, floor(extract(epoch from
      p_earliest at time zone 'UTC' + least(offset_before, offset_after) - day) / 60)::integer - lower(hours)
    ) / (p_type).step_minutes * (p_type).step_minutes,
    least(upper(hours) - (p_type).duration_minutes, floor(extract(epoch from
      p_latest at time zone 'UTC' + greatest(offset_before, offset_after) - day) / 60)::integer),
    (p_type).step_minutes
  ) as minute
  cross join lateral (select day + make_interval(mins => minute) as wall) as wanted
  cross join lateral (
    select case
      when offset_before = offset_after or (wall - offset_before) at time zone 'UTC' at time zone zone = wall
        then (wall - offset_before) at time zone 'UTC'
      when (wall - offset_after) at time zone 'UTC' at time zone zone = wall
        then (wall - offset_after) at time zone 'UTC'
    end as at
    -- Computed once, and not again wherever it is mentioned.
    offset 0
  ) as start
  where start.at >= p_earliest and start.at < p_latest
    and (
      offset_before = offset_after
      or (start.at + make_interval(mins => (p_type).duration_minutes)) at time zone zone <= day + make_interval(mins => upper(hours))
    )
    and not own.times && tstzrange(
      start.at - make_interval(mins => (p_type).buffer_before_minutes),
      start.at + make_interval(mins => (p_type).duration_minutes + (p_type).buffer_after_minutes)
    )
$$;
-- The days of a teacher's calendar, from p_from on and before p_until, on which a type has as many appointments as it may
-- have in a day or in a week.
create or replace function app.full_days(p_type app.appointment_types, p_from timestamptz, p_until timestamptz) returns datemultirange
language plpgsql stable
as $$
declare
  v_zone text;
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null or p_until <= p_from then
    return '{}';
  end if;
  select teacher.time_zone into v_zone from app.teachers teacher where teacher.id = p_type.teacher_id;
  return (
    with counted as (
      select (appointment.starts_at at time zone v_zone)::date as day
      from app.appointments appointment
      where appointment.teacher_id = p_type.teacher_id
        and appointment.busy && tstzrange(
          date_trunc('week', p_from at time zone v_zone) at time zone v_zone - interval '1 hour',
          (date_trunc('week', p_until at time zone v_zone) + interval '7 days') at time zone v_zone + interval '1 hour'
        )
        and appointment.appointment_type_id = p_type.id
        and appointment.cancelled_at is null
        and (appointment.held_until is null or appointment.held_until > now())
    ),
    weeks as (
      select date_trunc('week', day)::date as monday from counted group by 1 having count(*) >= p_type.week_cap
    ),
    days as (
      select day from counted group by day having count(*) >= p_type.day_cap
    )
    select coalesce(range_agg(times), '{}')
    from (
      select daterange(monday, monday + 7) from weeks
      union all
      select daterange(day, day + 1) from days
    ) as full_times (times)
  );
end
$$;
-- Whether a start is offered: the same function that the list asks, asked of one instant. In PL/pgSQL, which keeps its plan.
create or replace function app.is_offered(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return exists (select from app.offered_starts(p_type, p_starts_at, p_starts_at + interval '1 microsecond'));
end
$$;
-- Refuses a start that is not offered, and says why: CLOSD, LATE0, GONE0.
-- As few expressions as can be: each is prepared anew in every transaction, and this is in the way of every booking.
create or replace function app.require_offered(p_type app.appointment_types, p_starts_at timestamptz) returns void
language plpgsql stable
as $$
declare
  v_why text := case
    when p_type.opens_at > now() then 'not open yet'
    when p_starts_at <= now() then 'in the past'
    when p_starts_at < now() + make_interval(mins => p_type.notice_minutes) then 'inside the notice'
    when p_type.dates is null
      and p_starts_at >= now() + make_interval(mins => greatest(1440 * p_type.horizon_days, p_type.notice_minutes)) then 'beyond the horizon'
    when p_type.dates is not null and not app.window_at(p_type, now()) @> p_starts_at then 'not on its dates'
  end;
begin
  if v_why is not null then
    perform app.refuse(case v_why when 'inside the notice' then 'LATE0' else 'CLOSD' end, v_why);
  elsif not app.is_offered(p_type, p_starts_at) then
    perform app.refuse('GONE0', 'not a start that is offered');
  end if;
end
$$;
-- Who is in a team: those of its school who have its subject, or else those who are named.
create or replace function app.teachers_of(p_team app.teams) returns setof app.teachers
language sql stable rows 20
as $$
  select teacher.* from app.teachers teacher
  where teacher.school_id = (p_team).school_id
    and case
      when (p_team).subject is not null then (p_team).subject = any (teacher.subjects)
      else exists (
        select from app.team_members member where member.team_id = (p_team).id and member.teacher_id = teacher.id
      )
    end
$$;
-- Frees seats whose hold has run out, where somebody wants that time; of one type alone where it is given. Says whether
-- there was any.
create or replace function app.free_lapsed_holds(p_teacher_id uuid, p_busy tstzrange, p_type_id uuid default null) returns boolean
language plpgsql
as $$
declare
  -- First the locks, in one order; then, below, a look at what still stands once they are ours.
  v_appointments uuid[] := array(
    select appointment.id
    from app.appointments appointment
    where appointment.teacher_id = free_lapsed_holds.p_teacher_id
      and appointment.busy && free_lapsed_holds.p_busy
      and appointment.cancelled_at is null
      and (p_type_id is null or appointment.appointment_type_id = p_type_id)
      and exists (
        select from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and booking.held_until <= now()
      )
    order by appointment.id
    for update of appointment
  );
begin
  if v_appointments = '{}' then
    return false;
  end if;
  with expired as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = any (v_appointments)
      and booking.state = 'held' and booking.held_until <= now()
    returning booking.appointment_id
  ),
  freed as (
    select appointment_id, count(*)::integer as seats from expired group by appointment_id
  )
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - freed.seats,
      cancelled_at = case when appointment.seats_taken = freed.seats then now() end
  from freed where appointment.id = freed.appointment_id;
  return true;
end
$$;
-- A type as it is for one that lasts so long.
create or replace function app.of_duration(p_type app.appointment_types, p_minutes integer) returns app.appointment_types
language plpgsql immutable
as $$
begin
  p_type.duration_minutes := p_minutes;
  return p_type;
end
$$;
-- What the teachers of a team offer under one handle, for one duration, with whose it is. What is hidden, waits for an opening or
-- has no such duration is not among it.
create or replace function app.team_types(p_team app.teams, p_type text, p_duration_minutes integer)
returns table (teacher text, time_zone text, type app.appointment_types)
language sql stable rows 20
as $$
  select teacher.handle, teacher.time_zone, app.of_duration(type, coalesce(p_duration_minutes, type.duration_minutes))
  from app.teachers_of(p_team) as teacher
  join app.appointment_types type on type.teacher_id = teacher.id and type.handle = team_types.p_type
  where type.retired_at is null and not type.is_hidden and type.opening_id is null
    and (p_duration_minutes is null or p_duration_minutes = type.duration_minutes or p_duration_minutes = any (type.other_durations))
$$;
-- Whether one more appointment of a type fits its caps of that day and that week. What no constraint can say takes turns: one
-- after the other for a type and a week, before any seat is locked. Holds that ran out give way to who comes now.
create or replace function app.fits_caps(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql
as $$
declare
  v_zone text;
  v_week tstzrange;
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null then
    return true;
  end if;
  select teacher.time_zone into v_zone from app.teachers teacher where teacher.id = p_type.teacher_id;
  v_week := tstzrange(
    date_trunc('week', p_starts_at at time zone v_zone) at time zone v_zone,
    (date_trunc('week', p_starts_at at time zone v_zone) + interval '7 days') at time zone v_zone
  );
  perform pg_advisory_xact_lock(hashtextextended(p_type.id || ' ' || lower(v_week)::text, 5));
  if app.full_days(p_type, p_starts_at, p_starts_at + interval '1 microsecond') @> (p_starts_at at time zone v_zone)::date then
    return false;
  end if;
  -- Or one of them could still be confirmed, as one more than may be.
  perform app.free_lapsed_holds(p_type.teacher_id, v_week, p_type.id);
  return true;
end
$$;
-- Bookings to come that a teacher's rules would not offer any more, and that the teacher has not said to keep: by start,
-- [{id, starts_at, ends_at, type, name, email}]. At most 200: those after them come when these are settled.
-- Each type's starts are computed once for all of its bookings.
create or replace function app.outside(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  with coming as materialized (
    select appointment.id, appointment.appointment_type_id as type_id, appointment.starts_at, appointment.ends_at,
      app.minutes_in(tstzrange(appointment.starts_at, appointment.ends_at)) as minutes
    from app.appointments appointment
    where appointment.teacher_id = outside.p_teacher_id
      and appointment.busy && tstzrange(now(), null)
      and appointment.cancelled_at is null
      and appointment.starts_at > now()
      and not appointment.is_kept
  ),
  -- Few, and each looked up by itself.
  kinds as materialized (
    select kind.*, found.type
    from (
      select coming.type_id, coming.minutes, min(coming.starts_at) as first, max(coming.starts_at) as last
      from coming group by coming.type_id, coming.minutes
    ) as kind
    cross join lateral (select type from app.appointment_types type where type.id = kind.type_id offset 0) as found
  ),
  offered as materialized (
    select kinds.type_id, kinds.minutes, start.starts_at
    from kinds
    cross join lateral app.offered_starts(
      app.of_duration(kinds.type, kinds.minutes), kinds.first, kinds.last + interval '1 microsecond'
    ) as start
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', found.id, 'starts_at', found.starts_at, 'ends_at', found.ends_at, 'type', found.type, 'name', found.name, 'email', found.email
  ) order by found.starts_at, found.name), '[]')
  from (
    select booking.id, coming.starts_at, coming.ends_at, (kinds.type).name as type, booking.name, booking.email
    from coming
    join kinds on kinds.type_id = coming.type_id and kinds.minutes = coming.minutes
    cross join lateral (
      select each.id, each.name, each.email from app.bookings each
      where each.appointment_id = coming.id and each.state in ('pending', 'confirmed')
      offset 0
    ) as booking
    where not exists (
      select from offered
      where offered.type_id = coming.type_id and offered.minutes = coming.minutes and offered.starts_at = coming.starts_at
    )
    order by coming.starts_at
    limit 200
  ) as found
$$;
-- Takes one seat at a start: a seat of the standing appointment, else the teacher's time for a new one.
-- Gives the appointment, or null when both are taken, or the type has as many on that day or in that week as it may.
-- No lock and no look before: the exclusion constraint decides, and who loses to it takes nothing along.
create or replace function app.take_seat(p_type app.appointment_types, p_starts_at timestamptz, p_held_until timestamptz)
returns uuid
language plpgsql
as $$
declare
  v_ends_at timestamptz := take_seat.p_starts_at + make_interval(mins => take_seat.p_type.duration_minutes);
  v_busy tstzrange := tstzrange(
    take_seat.p_starts_at - make_interval(mins => take_seat.p_type.buffer_before_minutes),
    v_ends_at + make_interval(mins => take_seat.p_type.buffer_after_minutes)
  );
  -- Before any seat is locked.
  v_fits boolean := app.fits_caps(take_seat.p_type, take_seat.p_starts_at);
  v_id uuid;
begin
  for v_try in 1..3 loop
    if take_seat.p_type.seats > 1 then
      update app.appointments standing
      set seats_taken = standing.seats_taken + 1,
          -- greatest() would pass over a null, which says "confirmed".
          held_until = case
            when standing.held_until is not null and take_seat.p_held_until is not null
              then greatest(standing.held_until, take_seat.p_held_until)
          end
      where standing.teacher_id = take_seat.p_type.teacher_id
        and standing.busy && v_busy
        and standing.cancelled_at is null
        and standing.appointment_type_id = take_seat.p_type.id
        and standing.starts_at = take_seat.p_starts_at
        and standing.ends_at = v_ends_at
        and standing.seats_taken < standing.seats
      returning standing.id into v_id;
      if found then
        return v_id;
      end if;
    end if;

    exit when not v_fits;
    insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, held_until)
    values (take_seat.p_type.teacher_id, take_seat.p_type.id, take_seat.p_starts_at, v_ends_at, v_busy, take_seat.p_type.seats, take_seat.p_held_until)
    on conflict on constraint appointments_never_overlap do nothing
    returning id into v_id;
    if found then
      return v_id;
    end if;

    -- A group's first seat may just have been taken by another: then the second round finds it standing.
    exit when not app.free_lapsed_holds(take_seat.p_type.teacher_id, v_busy) and (take_seat.p_type.seats = 1 or v_try > 1);
  end loop;
  return null;
end
$$;
-- What somebody said to a type's questions, as {id: answer}, beside what was asked: [{label, answer}], so that it can be
-- read whatever is asked later. INVAL for an answer to what was not asked, of another shape, or missing where one is required.
create or replace function app.answers_to(p_questions jsonb, p_answers jsonb) returns jsonb
language plpgsql immutable
as $$
begin
  -- As almost everywhere.
  if p_questions = '[]' and p_answers = '{}' then
    return '[]';
  elsif jsonb_typeof(p_answers) <> 'object' or exists (
    select from jsonb_object_keys(p_answers) as given (id)
    where not p_questions @> jsonb_build_array(jsonb_build_object('id', given.id))
  ) then
    perform app.refuse('INVAL', 'an answer to what was not asked');
  end if;
  if exists (
    select
    from jsonb_array_elements(p_questions) as question
    cross join lateral (
      select p_answers -> (question ->> 'id') as value, p_answers ->> (question ->> 'id') as text, question ->> 'kind' as kind
    ) as answer
    where case
      when answer.value is null or answer.text ~ '^\s*$' or answer.value = 'false' then (question ->> 'required')::boolean
      when answer.kind = 'check' then answer.value <> 'true'
      when jsonb_typeof(answer.value) <> 'string' then true
      when answer.kind = 'choice' then not question -> 'choices' @> answer.value
      else length(answer.text) > case answer.kind when 'long' then 4000 else 500 end
    end
  ) then
    perform app.refuse('INVAL', 'an answer is missing or of another shape');
  end if;
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('label', question -> 'label', 'answer', p_answers -> (question ->> 'id')) order by place
    ), '[]')
    from jsonb_array_elements(p_questions) with ordinality as asked (question, place)
    where p_answers ? (question ->> 'id')
  );
end
$$;
-- The key of one step of a request that takes several.
create or replace function app.key_within(p_key text, p_step text) returns text
language sql immutable
return encode(sha256(convert_to(p_key || E'\n' || p_step, 'UTF8')), 'hex');
-- What no constraint can say of one booker: LIMIT past the type's cap, where it has one, with so many more. Holds are nobody's yet and do not count.
create or replace function app.require_below_cap(p_type app.appointment_types, p_email text, p_wanted integer default 1) returns void
language plpgsql
as $$
begin
  if require_below_cap.p_type.booker_cap < p_wanted + (
    select count(*)
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = require_below_cap.p_email
      and booking.state in ('pending', 'confirmed')
      and appointment.appointment_type_id = require_below_cap.p_type.id
      and appointment.ends_at > now()
  ) then
    perform app.refuse('LIMIT', 'as many bookings of this type as one booker may have');
  end if;
end
$$;
-- The schedule that a teacher's new types have, made where there is none yet.
create or replace function app.usual_schedule(p_teacher_id uuid) returns uuid
language plpgsql
as $$
declare
  v_id uuid;
begin
  insert into app.schedules (teacher_id, name, is_usual) values (usual_schedule.p_teacher_id, 'Weekly hours', true)
  on conflict (teacher_id) where is_usual do nothing
  returning id into v_id;
  if not found then
    select schedule.id into v_id from app.schedules schedule
    where schedule.teacher_id = usual_schedule.p_teacher_id and schedule.is_usual;
  end if;
  return v_id;
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
-- The offered starts of a type whose time is free, or whose standing appointment has a seat left.
-- On a day that is full by the type's caps, nothing but the seats of what stands. [p_from, p_until) lies inside the type's
-- bookable window. The teacher's appointments of that time are read once, through the index of the law. In PL/pgSQL, which
-- keeps its plan.
create or replace function app.free_slots(p_type app.appointment_types, p_from timestamptz, p_until timestamptz)
returns table (starts_at timestamptz, ends_at timestamptz, seats_left integer)
language plpgsql stable rows 100
as $$
begin
  return query
  with taken as materialized (
    select
      appointment.busy,
      appointment.appointment_type_id,
      appointment.starts_at,
      appointment.ends_at,
      case when appointment.seats = 1 then 0 else appointment.seats - appointment.seats_taken + (
        select count(*)::integer from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and booking.held_until <= now()
      ) end as seats_left
    from app.appointments appointment
    where appointment.teacher_id = (p_type).teacher_id
      and appointment.busy && tstzrange(p_from - interval '24 hours', p_until + interval '24 hours')
      and appointment.cancelled_at is null
      -- An appointment of lapsed holds alone blocks nobody.
      and (appointment.held_until is null or appointment.held_until > now())
  ),
  -- As one set, in which each start is looked up instead of compared with every appointment.
  busy as materialized (
    select
      (select coalesce(range_agg(taken.busy), '{}') from taken) as times,
      app.full_days(p_type, p_from, p_until) as full_days,
      teacher.time_zone as zone
    from app.teachers teacher where teacher.id = (p_type).teacher_id
  )
  select offered.starts_at, offered.ends_at, coalesce(standing.seats_left, (p_type).seats)
  from app.offered_starts(p_type, p_from, p_until) as offered
  cross join busy
  left join taken as standing
    on (p_type).seats > 1
    and standing.appointment_type_id = (p_type).id
    and standing.starts_at = offered.starts_at
    and standing.ends_at = offered.ends_at
  where coalesce(standing.seats_left, (p_type).seats) > 0
    and (standing.starts_at is not null or not busy.times && tstzrange(
      offered.starts_at - make_interval(mins => (p_type).buffer_before_minutes),
      offered.ends_at + make_interval(mins => (p_type).buffer_after_minutes)
    ) and not (busy.full_days <> '{}' and busy.full_days @> (offered.starts_at at time zone busy.zone)::date));
end
$$;
-- Days with hours of their own, [{day, spans: [{starts_minute, ends_minute}]}], as hours by day.
create or replace function app.own_days_of(p_days jsonb) returns table (day date, minutes int4multirange)
language sql immutable
as $$
  select wish.day, coalesce((
    select range_agg(int4range(span.starts_minute, span.ends_minute))
    from jsonb_to_recordset(wish.spans) as span (starts_minute integer, ends_minute integer)
  ), '{}')
  from jsonb_to_recordset(p_days) as wish (day date, spans jsonb)
$$;
-- Spans of a week, [{weekday, starts_minute, ends_minute}], as hours by weekday.
create or replace function app.weekly_of(p_spans jsonb) returns table (weekday smallint, minutes int4multirange)
language sql immutable
as $$
  select span.weekday, range_agg(int4range(span.starts_minute, span.ends_minute))
  from jsonb_to_recordset(p_spans) as span (weekday smallint, starts_minute integer, ends_minute integer)
  group by span.weekday
$$;
-- Whether a schedule has these very hours of a week.
create or replace function app.has_hours(p_schedule_id uuid, p_spans jsonb) returns boolean
language sql stable
as $$
  select not exists (
    select
    from app.weekly_of(has_hours.p_spans) as wish
    full join (select * from app.weekly_hours hours where hours.schedule_id = has_hours.p_schedule_id) as hours using (weekday)
    where wish.minutes is distinct from hours.minutes::int4multirange
  )
$$;
-- Whether a schedule has these very days of its own, from p_from on.
create or replace function app.has_own_days(p_schedule_id uuid, p_from date, p_days jsonb) returns boolean
language sql stable
as $$
  select not exists (
    select
    from (select * from app.own_days_of(p_days) as own where own.day >= p_from) as wish
    full join (
      select * from app.overrides override where override.schedule_id = p_schedule_id and override.day >= p_from
    ) as own using (day)
    where wish.minutes is distinct from own.minutes::int4multirange
  )
$$;
-- A schedule's weekly hours as spans, in their order.
create or replace function app.hours_of(p_schedule_id uuid) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'weekday', hours.weekday, 'starts_minute', lower(span), 'ends_minute', upper(span)
  ) order by hours.weekday, span), '[]')
  from app.weekly_hours hours
  cross join lateral unnest(hours.minutes) as span
  where hours.schedule_id = hours_of.p_schedule_id
$$;
-- The day that it is on a teacher's calendar.
create or replace function app.today_of(p_teacher app.teachers) returns date
language sql stable
return (now() at time zone (p_teacher).time_zone)::date;
-- Gives a schedule these weekly hours: [{weekday, starts_minute, ends_minute}].
create or replace function app.replace_hours(p_schedule_id uuid, p_spans jsonb) returns void
language plpgsql
as $$
begin
  delete from app.weekly_hours hours where hours.schedule_id = replace_hours.p_schedule_id;
  insert into app.weekly_hours (schedule_id, weekday, minutes)
  select replace_hours.p_schedule_id, weekly.weekday, weekly.minutes from app.weekly_of(replace_hours.p_spans) as weekly;
end
$$;
-- Gives a schedule these days with hours of their own, from p_from on: what was before it stays as it was.
create or replace function app.replace_own_days(p_schedule_id uuid, p_from date, p_days jsonb) returns void
language plpgsql
as $$
begin
  delete from app.overrides override
  where override.schedule_id = replace_own_days.p_schedule_id and override.day >= replace_own_days.p_from;
  insert into app.overrides (schedule_id, day, minutes)
  select replace_own_days.p_schedule_id, own.day, own.minutes
  from app.own_days_of(replace_own_days.p_days) as own
  where own.day >= replace_own_days.p_from;
end
$$;
-- A schedule as its desk shows it; days of its own from yesterday on.
create or replace function app.describe_schedule(p_schedule app.schedules) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_schedule.id, 'name', p_schedule.name, 'is_usual', p_schedule.is_usual, 'version', p_schedule.version,
    'spans', app.hours_of(p_schedule.id),
    'own_days', (
      select coalesce(jsonb_agg(jsonb_build_object('day', override.day, 'spans', (
        select coalesce(jsonb_agg(jsonb_build_object('starts_minute', lower(span), 'ends_minute', upper(span)) order by span), '[]')
        from unnest(override.minutes) as span
      )) order by override.day), '[]')
      from app.overrides override
      where override.schedule_id = p_schedule.id and override.day >= (now() - interval '1 day')::date
    ),
    'types', (
      select coalesce(jsonb_agg(type.name order by type.position, type.name), '[]')
      from app.appointment_types type where type.schedule_id = p_schedule.id and type.retired_at is null
    )
  )
$$;
-- A team as the school's office sees it.
create or replace function app.describe_team(p_team app.teams) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_team.id, 'version', p_team.version, 'handle', p_team.handle, 'name', p_team.name, 'subject', p_team.subject,
    'teachers', (
      select coalesce(jsonb_agg(teacher.handle order by teacher.handle), '[]')
      from app.team_members member
      join app.teachers teacher on teacher.id = member.teacher_id
      where member.team_id = p_team.id
    )
  )
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
    'day_cap', p_type.day_cap, 'week_cap', p_type.week_cap, 'series_cap', p_type.series_cap, 'place_kind', p_type.place_kind,
    'place', p_type.place, 'questions', p_type.questions, 'is_hidden', p_type.is_hidden, 'colour', p_type.colour,
    'position', p_type.position
  )
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
        and (booking.state in ('pending', 'confirmed') or booking.state = 'held' and booking.held_until > now())
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
  if v_type.opening_id is not null then
    v_ticket_id := app.require_admission(v_type.opening_id, book_slot.p_ticket_id, book_slot.p_link_version);
    perform app.require_share(v_type.opening_id, book_slot.p_email);
  end if;

  v_during := tstzrange(book_slot.p_starts_at, book_slot.p_starts_at + make_interval(mins => v_type.duration_minutes));
  v_appointment_id := app.take_seat(v_type, book_slot.p_starts_at, null);
  if v_appointment_id is not null then
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at, ticket_id, answers)
    values (
      v_appointment_id, 'confirmed', v_during, book_slot.p_name, book_slot.p_email, book_slot.p_time_zone, now(), v_ticket_id, v_answers
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
  perform app.enqueue_mails(v_booking_id, 'confirmed', book_slot.p_email);

  v_answer := jsonb_build_object(
    'booking_id', v_booking_id, 'link_version', 1, 'starts_at', lower(v_during), 'ends_at', upper(v_during)
  );
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_slot.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;
-- Books several dates as one: all of them or none. Each is a booking of its own afterwards.
-- Gives {series_id, bookings: [{booking_id, link_version, starts_at, ends_at}]}; the same key gives the first answer again.
-- Refuses: REUSE, NTFND, INVAL, GONE0, CLOSD, LATE0, QUEUE where the type waits for an opening, LIMIT, CLASH, TAKEN, SLOWD.
create or replace function api.book_series(
  p_key text, p_teacher text, p_type text, p_starts timestamptz[], p_name text, p_email text, p_time_zone text,
  p_duration_minutes integer default null, p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('series', p_teacher, p_type, p_starts, p_name, p_email, p_time_zone, p_duration_minutes, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_series.p_key, v_body_hash);
  v_type app.appointment_types;
  v_answers jsonb;
  v_series_id uuid := gen_random_uuid();
  v_starts_at timestamptz;
  v_during tstzrange;
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
  end if;
  perform app.require_offered(v_type, wanted) from unnest(p_starts) as wanted;
  v_answers := app.answers_to(v_type.questions, book_series.p_answers);
  perform app.lock_booker(book_series.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_series.p_email, cardinality(p_starts));
  end if;

  -- In the order of time, as everybody takes more than one.
  for v_starts_at in select distinct wanted from unnest(p_starts) as wanted order by wanted loop
    v_during := tstzrange(v_starts_at, v_starts_at + make_interval(mins => v_type.duration_minutes));
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
  -- One mail tells of them all.
  perform app.enqueue_mails(v_booking_id, 'confirmed', p_email);
  v_answer := jsonb_build_object('series_id', v_series_id, 'bookings', v_booked);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_series.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;
-- Claims one seat for the type's hold_minutes while a form is filled in. Nobody else can take it until then.
-- Gives {booking_id, link_version, starts_at, ends_at, held_until, extensions_left}.
-- p_ticket_id is that of a proven pass, and p_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, GONE0, CLOSD, LATE0, QUEUE, LIMIT, TAKEN.
create or replace function api.hold_slot(
  p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_ticket_id uuid default null, p_link_version integer default 1,
  p_duration_minutes integer default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row('hold', p_teacher, p_type, extract(epoch from p_starts_at), p_duration_minutes)::text, 'UTF8'));
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
  perform app.share_rules(hold_slot.p_teacher);
  v_type := app.find_type(hold_slot.p_teacher, hold_slot.p_type, hold_slot.p_duration_minutes);
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
-- Books any teacher of a team: who has the fewest bookings that week, or the next one where that time is lost.
-- Gives what book_slot gives, and {teacher}: whose it became; the same key gives the first answer again.
-- Refuses: as book_slot, TAKEN when all of them are taken.
create or replace function api.book_team_slot(
  p_key text, p_team text, p_type text, p_starts_at timestamptz, p_name text, p_email text, p_time_zone text,
  p_duration_minutes integer default null, p_answers jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('team', p_team, p_type, extract(epoch from p_starts_at), p_name, p_email, p_time_zone, p_duration_minutes, p_answers)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_team_slot.p_key, v_body_hash);
  v_teacher text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  foreach v_teacher in array app.pick_teachers(app.find_team(p_team), p_type, p_starts_at, p_duration_minutes) loop
    begin
      v_answer := api.book_slot(
        app.key_within(p_key, v_teacher), v_teacher, p_type, p_starts_at, p_name, p_email, p_time_zone,
        p_duration_minutes => p_duration_minutes, p_answers => p_answers
      ) || jsonb_build_object('teacher', v_teacher);
      insert into app.requests (key, body_hash, booking_id, answer)
      values (p_key, v_body_hash, (v_answer ->> 'booking_id')::uuid, v_answer);
      return v_answer;
    exception when sqlstate 'TAKEN' then
      -- Somebody was faster there: the next one.
      continue;
    end;
  end loop;
  perform app.refuse('TAKEN', 'nobody of this team is free');
end
$$;
-- Holds a seat with any teacher of a team, as book_team_slot books one. Gives what hold_slot gives, and {teacher}.
-- Refuses: as hold_slot, TAKEN when all of them are taken.
create or replace function api.hold_team_slot(
  p_key text, p_team text, p_type text, p_starts_at timestamptz, p_duration_minutes integer default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('team hold', p_team, p_type, extract(epoch from p_starts_at), p_duration_minutes)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(hold_team_slot.p_key, v_body_hash);
  v_teacher text;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  foreach v_teacher in array app.pick_teachers(app.find_team(p_team), p_type, p_starts_at, p_duration_minutes) loop
    begin
      v_answer := api.hold_slot(
        app.key_within(p_key, v_teacher), v_teacher, p_type, p_starts_at, p_duration_minutes => p_duration_minutes
      ) || jsonb_build_object('teacher', v_teacher);
      insert into app.requests (key, body_hash, booking_id, answer)
      values (p_key, v_body_hash, (v_answer ->> 'booking_id')::uuid, v_answer);
      return v_answer;
    exception when sqlstate 'TAKEN' then
      continue;
    end;
  end loop;
  perform app.refuse('TAKEN', 'nobody of this team is free');
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
      time_zone = confirm_hold.p_time_zone, confirmed_at = now(),
      answers = app.answers_to(v_type.questions, confirm_hold.p_answers)
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
create or replace function api.list_slots(
  p_teacher text, p_type text, p_from timestamptz, p_until timestamptz, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_slots.p_teacher, list_slots.p_type, list_slots.p_duration_minutes);
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
-- When any teacher of a team is free, in the first 31 days of [p_from, p_until): a slot for each start, with the seats that all of
-- them have then. Gives {slots: [{starts_at, ends_at, seats_left, teachers}]}, teachers being how many. Refuses: NTFND.
create or replace function api.list_team_slots(
  p_team text, p_type text, p_from timestamptz, p_until timestamptz, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_team app.teams := app.find_team(list_team_slots.p_team);
  v_until timestamptz := least(p_until, p_from + interval '744 hours');
begin
  return jsonb_build_object('slots', (
    -- Once for each teacher, and not again wherever it is mentioned.
    with asked as materialized (
      select offer.type, app.bookable_window(offer.type) * tstzrange(p_from, greatest(p_from, v_until)) as times
      from app.team_types(v_team, p_type, p_duration_minutes) as offer
    )
    select coalesce(jsonb_agg(jsonb_build_object(
      'starts_at', slot.starts_at, 'ends_at', slot.ends_at, 'seats_left', slot.seats_left, 'teachers', slot.teachers
    ) order by slot.starts_at, slot.ends_at), '[]')
    from (
      select free.starts_at, free.ends_at, sum(free.seats_left) as seats_left, count(*) as teachers
      from asked
      cross join lateral app.free_slots(asked.type, lower(asked.times), upper(asked.times)) as free
      where not isempty(asked.times)
      group by free.starts_at, free.ends_at
    ) as slot
  ));
end
$$;
-- The dates of a series that begins with one start, at the same time by the clock on the teacher's wall each p_every_weeks, and
-- whether each is free now: [{starts_at, ends_at, is_free}]. At most as many as the type allows. Refuses: NTFND.
create or replace function api.list_series(
  p_teacher text, p_type text, p_starts_at timestamptz, p_dates integer, p_every_weeks integer,
  p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_series.p_teacher, list_series.p_type, list_series.p_duration_minutes);
  v_window tstzrange := app.bookable_window(v_type);
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'starts_at', date.at, 'ends_at', date.at + make_interval(mins => v_type.duration_minutes),
      'is_free', v_window @> date.at and exists (
        select from app.free_slots(v_type, date.at, date.at + interval '1 microsecond')
      )
    ) order by date.at)
    from app.teachers teacher
    cross join lateral generate_series(0, least(p_dates, v_type.series_cap) - 1) as n
    cross join lateral (
      select (p_starts_at at time zone teacher.time_zone + make_interval(weeks => n * p_every_weeks)) at time zone teacher.time_zone as at
    ) as date
    where teacher.id = v_type.teacher_id
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
declare
  v_type app.appointment_types := app.find_type(nearest_slots.p_teacher, nearest_slots.p_type, nearest_slots.p_duration_minutes);
  v_limit integer := least(nearest_slots.p_limit, 20);
  v_hours integer;
  v_around tstzrange;
  v_nearest jsonb;
begin
  foreach v_hours in array array[7 * 24, 60 * 24] loop
    v_around := app.bookable_window(v_type) * tstzrange(
      nearest_slots.p_starts_at - make_interval(hours => v_hours), nearest_slots.p_starts_at + make_interval(hours => v_hours)
    );
    v_nearest := (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', near.starts_at, 'ends_at', near.ends_at, 'seats_left', near.seats_left)
        order by near.starts_at
      ), '[]')
      from (
        select * from app.free_slots(v_type, lower(v_around), upper(v_around)) as free
        order by abs(extract(epoch from free.starts_at - nearest_slots.p_starts_at))
        limit v_limit
      ) as near
    );
    exit when jsonb_array_length(v_nearest) >= v_limit;
  end loop;
  return v_nearest;
end
$$;
-- The same for a hold that ran out and was taken: the free slots nearest to it; none for a link that is not known.
create or replace function api.nearest_to_hold(p_booking_id uuid, p_link_version integer, p_limit integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce((
    select api.nearest_slots(
      teacher.handle, type.handle, lower(booking.during), nearest_to_hold.p_limit,
      -- The one that was held, while the type still has it.
      case when app.minutes_in(booking.during) = any (type.other_durations) then app.minutes_in(booking.during) end
    )
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.appointment_types type on type.id = appointment.appointment_type_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = nearest_to_hold.p_booking_id
      and booking.link_version = nearest_to_hold.p_link_version
  ), '[]')
$$;
-- A teacher's public page, without the types that only who has their address shall find. Where one meets is told of an address
-- alone: whose number or room it is, is for who has booked. Refuses: NTFND.
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
        'other_durations', type.other_durations, 'series_cap', type.series_cap, 'questions', type.questions,
        'place_kind', type.place_kind, 'address', case type.place_kind when 'address' then type.place else '' end,
        'horizon_days', type.horizon_days, 'cutoff_minutes', type.cutoff_minutes, 'opens_at', app.opens_at(type), 'opening', (
          select jsonb_build_object('id', opening.id, 'name', opening.name, 'by_ticket', opening.by_ticket)
          from app.openings opening where opening.id = type.opening_id
        )
      ) order by type.position, type.name), '[]')
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
  where teacher.handle = get_teacher.p_handle;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such teacher');
  end if;
  return v_answer;
end
$$;
-- A team's public page: who is in it, and what any of them can be booked for, as the first of them has it.
-- Gives {handle, name, school, time_zone, teachers: [{handle, name}], types: [{handle, name, description, duration_minutes,
-- other_durations, questions, place_kind, teachers}]}. Refuses: NTFND.
create or replace function api.get_team(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_team app.teams := app.find_team(get_team.p_handle);
begin
  return (
    with members as materialized (
      select * from app.teachers_of(v_team)
    ),
    offers as (
      select type.*, count(*) over (partition by type.handle) as teachers,
        row_number() over (partition by type.handle order by members.name, members.handle) as rank
      from members
      join app.appointment_types type on type.teacher_id = members.id
      where type.retired_at is null and not type.is_hidden and type.opening_id is null
    )
    select jsonb_build_object(
      'handle', v_team.handle, 'name', v_team.name,
      'school', (select school.name from app.schools school where school.id = v_team.school_id),
      'time_zone', (select mode() within group (order by members.time_zone) from members),
      'teachers', (
        select coalesce(jsonb_agg(jsonb_build_object('handle', members.handle, 'name', members.name) order by members.name, members.handle), '[]')
        from members
      ),
      'types', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'handle', offers.handle, 'name', offers.name, 'description', offers.description,
          'duration_minutes', offers.duration_minutes, 'other_durations', offers.other_durations,
          'questions', offers.questions, 'place_kind', offers.place_kind, 'teachers', offers.teachers
        ) order by offers.position, offers.name), '[]')
        from offers where offers.rank = 1
      )
    )
  );
end
$$;
-- What the desk opens with: the teacher and the weekly hours with their version. Refuses: DNIED.
create or replace function api.open_desk(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_desk.p_user_id);
  v_usual app.schedules;
begin
  select * into v_usual from app.schedules schedule where schedule.teacher_id = v_teacher.id and schedule.is_usual;
  return jsonb_build_object(
    'handle', v_teacher.handle, 'name', v_teacher.name, 'time_zone', v_teacher.time_zone,
    'school', (select school.name from app.schools school where school.id = v_teacher.school_id),
    'hours_version', coalesce(v_usual.version, 1),
    'spans', app.hours_of(v_usual.id)
  );
end
$$;
-- All that decides when a teacher can be booked, for the desk. Holidays and absences from today on.
-- Gives {handle, time_zone, version, holiday_region, worked_holidays, holidays: [{day, name}], schedules,
-- absences: [{id, starts_at, ends_at, note}], outside}. Refuses: DNIED.
create or replace function api.open_rules(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(open_rules.p_user_id);
begin
  return jsonb_build_object(
    'handle', v_teacher.handle, 'time_zone', v_teacher.time_zone, 'version', v_teacher.version,
    'holiday_region', v_teacher.holiday_region, 'worked_holidays', v_teacher.worked_holidays,
    'holidays', (
      select coalesce(jsonb_agg(jsonb_build_object('day', holiday.day, 'name', holiday.name) order by holiday.day, holiday.name), '[]')
      from app.holidays holiday
      where holiday.region = v_teacher.holiday_region
        and holiday.day >= app.today_of(v_teacher) and holiday.day < app.today_of(v_teacher) + 550
    ),
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name, schedule.id), '[]')
      from app.schedules schedule where schedule.teacher_id = v_teacher.id
    ),
    'absences', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', busy.id, 'starts_at', lower(busy.during), 'ends_at', upper(busy.during), 'note', busy.note
      ) order by busy.during, busy.id), '[]')
      from app.busy_times busy
      where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
    ),
    'outside', app.outside(v_teacher.id)
  );
end
$$;
-- Replaces a teacher's usual weekly hours. Bookings that stand are kept. Gives {version, handle}; saving the same again, as
-- one does who never got the answer, gives the same answer.
-- Refuses: DNIED, STALE when the hours were saved elsewhere since p_version.
create or replace function api.save_hours(p_user_id uuid, p_version integer, p_spans jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_hours.p_user_id);
  v_id uuid := app.usual_schedule(v_teacher.id);
  v_version integer;
begin
  perform app.lock_rules(v_teacher.handle);
  update app.schedules schedule set version = schedule.version + 1
  where schedule.id = v_id and schedule.version = save_hours.p_version
  returning schedule.version into v_version;
  if found then
    perform app.replace_hours(v_id, save_hours.p_spans);
  else
    select schedule.version into v_version from app.schedules schedule where schedule.id = v_id;
    if v_version <> save_hours.p_version + 1 or not app.has_hours(v_id, save_hours.p_spans) then
      perform app.refuse('STALE', 'the hours were saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_version, 'handle', v_teacher.handle);
end
$$;
-- Takes an absence back. Twice is once. Gives {handle, outside}. Refuses: DNIED.
create or replace function api.drop_absence(p_user_id uuid, p_absence_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_absence.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  delete from app.busy_times busy where busy.id = p_absence_id and busy.teacher_id = v_teacher.id and busy.feed_id is null;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- Takes a schedule away; types that had it have the usual one from then on. Twice is once.
-- Gives {handle, outside}. Refuses: DNIED, INVAL for the usual one.
create or replace function api.drop_schedule(p_user_id uuid, p_schedule_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_schedule.p_user_id);
  v_usual uuid := app.usual_schedule(v_teacher.id);
begin
  if p_schedule_id = v_usual then
    perform app.refuse('INVAL', 'the usual schedule stays');
  end if;
  perform app.lock_rules(v_teacher.handle);
  update app.appointment_types type set schedule_id = v_usual, version = type.version + 1
  where type.schedule_id = p_schedule_id and type.teacher_id = v_teacher.id;
  delete from app.schedules schedule where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- The teacher wants these bookings as they are, though the rules do not offer their times any more.
-- Gives {outside}: what is still to be settled. Refuses: DNIED.
create or replace function api.keep_bookings(p_user_id uuid, p_booking_ids uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(keep_bookings.p_user_id);
  v_kept uuid[];
begin
  -- Who books a series goes by the time of its dates: not at the same time as this.
  perform app.lock_rules(v_teacher.handle);
  -- Locked in the order in which everybody locks appointments.
  v_kept := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = v_teacher.id
      and appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (p_booking_ids))
    order by appointment.id
    for update
  );
  update app.appointments appointment set is_kept = true where appointment.id = any (v_kept);
  return jsonb_build_object('outside', app.outside(v_teacher.id));
end
$$;
-- What a teacher offers, as the desk shows it: [describe_type], in their order. Refuses: DNIED.
create or replace function api.list_types(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_types.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(app.describe_type(type) order by type.position, type.name, type.id), '[]')
    from app.appointment_types type where type.teacher_id = v_teacher.id and type.retired_at is null
  );
end
$$;
-- Notes that a teacher is away for some time, under an id that the form has made, or changes what was noted. Bookings that stand
-- are kept. Gives {handle, outside}. Refuses: DNIED, LIMIT, and NTFND for another teacher's.
create or replace function api.save_absence(
  p_user_id uuid, p_absence_id uuid, p_from timestamptz, p_until timestamptz, p_note text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_absence.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  if (
    select count(*) from app.busy_times busy
    where busy.teacher_id = v_teacher.id and busy.feed_id is null and busy.during && tstzrange(now(), null)
  ) >= 200 then
    perform app.refuse('LIMIT', 'two hundred absences to come are as many as one teacher can have');
  end if;
  insert into app.busy_times as known (id, teacher_id, during, note)
  values (p_absence_id, v_teacher.id, tstzrange(p_from, p_until), p_note)
  on conflict (id) do update set during = excluded.during, note = excluded.note
  where known.teacher_id = v_teacher.id and known.feed_id is null;
  if not found then
    perform app.refuse('NTFND', 'no such absence');
  end if;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- Says whose holidays are a teacher's days off (null: nobody's), and on which of them, by name, the teacher works all the same.
-- p_days: [{day, name}], the region's holidays as they were looked up; what is known of it already stays.
-- Gives {version, handle, outside}; saving the same again gives the same. Refuses: DNIED, STALE.
create or replace function api.save_holidays(p_user_id uuid, p_version integer, p_region text, p_worked text[], p_days jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_holidays.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  insert into app.holidays (region, day, name)
  select p_region, listed.day, listed.name from jsonb_to_recordset(p_days) as listed (day date, name text)
  where p_region is not null
  on conflict do nothing;
  update app.teachers teacher
  set version = teacher.version + 1, holiday_region = p_region, worked_holidays = p_worked
  where teacher.id = v_teacher.id and teacher.version = p_version
  returning * into v_teacher;
  if not found then
    v_teacher := app.find_desk(p_user_id);
    if v_teacher.version <> p_version + 1 or v_teacher.holiday_region is distinct from p_region
      or v_teacher.worked_holidays <> p_worked then
      perform app.refuse('STALE', 'the holidays were saved elsewhere');
    end if;
  end if;
  return jsonb_build_object('version', v_teacher.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- Makes a schedule under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept. Saving the
-- same again, as one does who never got the answer, changes nothing.
-- p_wish: {name, spans: [{weekday, starts_minute, ends_minute}], own_days: [{day, spans: [{starts_minute, ends_minute}]}]}
-- Gives {schedule, handle, outside}: as it is now, and bookings that it does not offer. Refuses: DNIED, NTFND, STALE, LIMIT.
create or replace function api.save_schedule(p_user_id uuid, p_schedule_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_schedule.p_user_id);
  v_today date := app.today_of(v_teacher);
  v_schedule app.schedules;
begin
  perform app.lock_rules(v_teacher.handle);
  if p_version = 0 and (select count(*) from app.schedules schedule where schedule.teacher_id = v_teacher.id) >= 20 then
    perform app.refuse('LIMIT', 'twenty schedules are as many as one teacher can have');
  end if;
  insert into app.schedules (id, teacher_id, name, version)
  select p_schedule_id, v_teacher.id, p_wish ->> 'name', 0 where p_version = 0
  on conflict (id) do nothing;
  update app.schedules schedule set version = schedule.version + 1, name = p_wish ->> 'name'
  where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id and schedule.version = p_version
  returning * into v_schedule;
  if found then
    perform app.replace_hours(v_schedule.id, p_wish -> 'spans');
    perform app.replace_own_days(v_schedule.id, v_today, p_wish -> 'own_days');
  else
    select * into v_schedule from app.schedules schedule
    where schedule.id = p_schedule_id and schedule.teacher_id = v_teacher.id;
    if not found then
      perform app.refuse('NTFND', 'no such schedule');
    elsif v_schedule.version <> p_version + 1 or v_schedule.name <> p_wish ->> 'name'
      or not app.has_hours(v_schedule.id, p_wish -> 'spans')
      or not app.has_own_days(v_schedule.id, v_today, p_wish -> 'own_days') then
      perform app.refuse('STALE', 'the schedule was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'schedule', app.describe_schedule(v_schedule), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;
-- A type is offered no longer; what was booked of it stands. Twice is once. Gives {handle}. Refuses: DNIED, NTFND.
create or replace function api.retire_type(p_user_id uuid, p_type_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(retire_type.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  update app.appointment_types type set retired_at = coalesce(type.retired_at, now())
  where type.id = p_type_id and type.teacher_id = v_teacher.id;
  if not found then
    perform app.refuse('NTFND', 'no such type');
  end if;
  return jsonb_build_object('handle', v_teacher.handle);
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
    perform app.refuse('INVAL', 'another type has this address');
  elsif not exists (
    select from app.schedules schedule where schedule.id = v_wish.schedule_id and schedule.teacher_id = v_teacher.id
  ) then
    perform app.refuse('INVAL', 'no such schedule');
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
    series_cap = v_wish.series_cap, place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
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
-- Books for somebody who cannot: a staff member lets the family in at once, whoever else is waiting, and it is written down.
-- Else as book_slot: the same refusals, and DNIED and NTFND for another school's opening, or a type that does not wait for it.
create or replace function api.book_for(
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
  -- The rules before the booker's turn, and that before the ticket's, as in book_slot.
  perform app.share_rules(book_for.p_teacher);
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
-- Takes a team away; its teachers and what was booked stand. Twice is once. Refuses: DNIED.
create or replace function api.drop_team(p_user_id uuid, p_team_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(drop_team.p_user_id);
begin
  delete from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id;
end
$$;
-- A school's teams for its office: [describe_team], by name. Refuses: DNIED.
create or replace function api.list_teams(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(list_teams.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(app.describe_team(team) order by team.name, team.handle), '[]')
    from app.teams team where team.school_id = v_staff.school_id
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
    perform app.refuse('INVAL', 'another team has this address');
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
    delete from app.team_members member where member.team_id = v_team.id;
    insert into app.team_members (team_id, teacher_id) select v_team.id, unnest(v_members);
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
  v_schedule_id uuid;
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

  -- Who books by the rules as they were has done so before they change. In one order, so that nobody waits in a circle.
  perform app.lock_rules(listed.handle)
  from (
    select teacher ->> 'handle' as handle from jsonb_array_elements(p_school -> 'teachers') as teacher order by handle
  ) as listed;
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
      version = teacher.version + 1,
      user_id = case when teacher.email = excluded.email then teacher.user_id end
    returning id into v_teacher_id;
    v_schedule_id := app.usual_schedule(v_teacher_id);
    update app.schedules schedule set version = schedule.version + 1 where schedule.id = v_schedule_id and v_known;
    perform app.replace_hours(v_schedule_id, v_teacher -> 'spans');

    insert into app.appointment_types as known (
      teacher_id, schedule_id, handle, name, description, duration_minutes, step_minutes, seats, buffer_before_minutes,
      buffer_after_minutes, notice_minutes, horizon_days, cutoff_minutes, hold_minutes, booker_cap, opens_at, position
    )
    select v_teacher_id, v_schedule_id, type.handle, type.name, type.description, type.duration_minutes, type.step_minutes, type.seats,
      type.buffer_before_minutes, type.buffer_after_minutes, type.notice_minutes, type.horizon_days,
      type.cutoff_minutes, coalesce(type.hold_minutes, 5), type.booker_cap, type.opens_at, type.position
    from jsonb_populate_recordset(null::app.appointment_types, v_teacher -> 'types') as type
    on conflict (teacher_id, handle) do update set
      name = excluded.name, description = excluded.description, duration_minutes = excluded.duration_minutes,
      step_minutes = excluded.step_minutes, seats = excluded.seats,
      buffer_before_minutes = excluded.buffer_before_minutes, buffer_after_minutes = excluded.buffer_after_minutes,
      notice_minutes = excluded.notice_minutes, horizon_days = excluded.horizon_days,
      cutoff_minutes = excluded.cutoff_minutes, hold_minutes = excluded.hold_minutes,
      booker_cap = excluded.booker_cap, opens_at = excluded.opens_at, version = known.version + 1,
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
revoke all on all tables in schema app from public;
revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
