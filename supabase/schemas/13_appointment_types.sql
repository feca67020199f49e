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
  -- Whoever has missed so many appointments with the teacher of late books by asking; null is nobody.
  no_show_limit integer check (no_show_limit between 1 and 20),
  -- Appointments of this type on one day, and in one week from Monday, of the teacher's calendar; null is no limit.
  day_cap integer check (day_cap between 1 and 200),
  week_cap integer check (week_cap between 1 and 1000),
  -- How many dates can be booked as one series; 1 is none.
  series_cap integer not null default 1 check (series_cap between 1 and 52),
  -- Whoever books it asks for it, and the teacher has so long to say yes or no. In an opening, what is booked is booked.
  needs_approval boolean not null default false,
  decide_hours integer not null default 48 check (decide_hours between 1 and 336),
  -- Whether one may wait for what is full. While it waits for an opening nobody may: there the draw decides who is next.
  waitlist boolean not null default true,
  place_kind app.place_kind not null default 'unsaid',
  place text not null default '' check (length(place) <= 500),
  -- What a booker is asked: [{id, label, kind, required, choices}].
  questions jsonb not null default '[]' constraint appointment_types_ask_plainly check (app.are_questions(questions)),
  -- How long before it begins a booker is reminded of it, each time.
  reminder_minutes integer[] not null default '{1440,60}'
    constraint appointment_types_have_few_reminders check (
      cardinality(reminder_minutes) <= 4 and 10 <= all (reminder_minutes) and 43200 >= all (reminder_minutes)
    ),
  -- How long after its end the booker hears of the teacher once more, in these words; null is never.
  follow_up_minutes integer check (follow_up_minutes between 10 and 43200),
  follow_up_text text not null default '' check (length(follow_up_text) <= 1000),
  constraint appointment_types_follow_up_in_words check (follow_up_minutes is null or follow_up_text <> ''),
  -- Bookable by who has its address, and not shown on the teacher's page.
  is_hidden boolean not null default false,
  colour app.colour not null default 'blue',
  -- Nothing is bookable before it; null is open already.
  opens_at timestamptz,
  position integer not null default 0,
  version integer not null default 1,
  -- A school's file has it, and may leave it out one day; what was made at the desk is the teacher's alone.
  is_imported boolean not null default false,
  -- No longer offered; what was booked of it stands.
  retired_at timestamptz,
  unique (teacher_id, handle),
  -- Or a stranger could keep a whole series of times that nobody has said yes to.
  constraint appointment_types_that_ask_are_asked_one_by_one check (not needs_approval or series_cap = 1),
  -- What appointments refer to, so that nobody's time is taken for another's type.
  unique (id, teacher_id),
  constraint appointment_types_have_their_teachers_hours
    foreign key (schedule_id, teacher_id) references app.schedules (id, teacher_id) on delete restrict
);
-- By which times before and after an appointment there are at all, whoever has them.
create index appointment_types_by_reminders on app.appointment_types (reminder_minutes);
create index appointment_types_by_follow_up on app.appointment_types (follow_up_minutes) where (follow_up_minutes is not null);
create index appointment_types_by_schedule on app.appointment_types (schedule_id);
