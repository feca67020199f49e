-- What can be booked with a teacher. A slot is computed from it, never stored.
create table app.appointment_types (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  handle text collate "C" not null
    constraint appointment_types_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  -- Whose hours it has.
  schedule_id uuid not null,
  duration_minutes integer not null check (duration_minutes between 5 and 720),
  -- What a booker may choose instead.
  other_durations integer[] not null default '{}'
    constraint appointment_types_have_few_durations check (
      cardinality(other_durations) <= 6 and 5 <= all (other_durations) and 720 >= all (other_durations)
    ),
  step_minutes integer not null check (step_minutes between 5 and 720),
  seats integer not null default 1 check (seats between 1 and 500),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 240),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 240),
  notice_minutes integer not null default 120 check (notice_minutes between 0 and 43200),
  horizon_days integer not null default 60 check (horizon_days between 1 and 730),
  -- On these days of the teacher's calendar alone; there is no horizon then.
  dates daterange
    constraint appointment_types_have_dates_that_end check (
      dates is null or not isempty(dates) and upper(dates) - lower(dates) between 1 and 731
    ),
  cutoff_minutes integer not null default 1440 check (cutoff_minutes between 0 and 43200),
  hold_minutes integer not null default 5 check (hold_minutes between 1 and 60),
  -- Active bookings one booker may have of this type at once; null is no limit.
  booker_cap integer check (booker_cap between 1 and 100),
  -- Appointments of this type on one day, and in one week from Monday, of the teacher's calendar; null is no limit.
  day_cap integer check (day_cap between 1 and 200),
  week_cap integer check (week_cap between 1 and 1000),
  -- How many dates can be booked as one series; 1 is none.
  series_cap integer not null default 1 check (series_cap between 1 and 52),
  place_kind app.place_kind not null default 'unsaid',
  place text not null default '' check (length(place) <= 500),
  -- What a booker is asked: [{id, label, kind, required, choices}].
  questions jsonb not null default '[]' constraint appointment_types_ask_plainly check (app.are_questions(questions)),
  -- Bookable by who has its address, and not shown on the teacher's page.
  is_hidden boolean not null default false,
  colour app.colour not null default 'blue',
  -- Nothing is bookable before it; null is open already.
  opens_at timestamptz,
  position integer not null default 0,
  version integer not null default 1,
  -- No longer offered; what was booked of it stands.
  retired_at timestamptz,
  unique (teacher_id, handle),
  -- What appointments refer to, so that nobody's time is taken for another's type.
  unique (id, teacher_id),
  constraint appointment_types_have_their_teachers_hours
    foreign key (schedule_id, teacher_id) references app.schedules (id, teacher_id) on delete restrict
);
create index appointment_types_by_schedule on app.appointment_types (schedule_id);
