-- What can be booked with a teacher. A slot is computed from it, never stored.
create table app.appointment_types (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  handle text collate "C" not null
    constraint appointment_types_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  description text not null default '' check (length(description) <= 2000),
  duration_minutes integer not null check (duration_minutes between 5 and 720),
  step_minutes integer not null check (step_minutes between 5 and 720),
  seats integer not null default 1 check (seats between 1 and 500),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 240),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 240),
  notice_minutes integer not null default 120 check (notice_minutes between 0 and 43200),
  horizon_days integer not null default 60 check (horizon_days between 1 and 730),
  cutoff_minutes integer not null default 1440 check (cutoff_minutes between 0 and 43200),
  hold_minutes integer not null default 5 check (hold_minutes between 1 and 60),
  -- Active bookings one booker may have of this type at once; null is no limit.
  booker_cap integer check (booker_cap between 1 and 100),
  -- Nothing is bookable before it; null is open already.
  opens_at timestamptz,
  position integer not null default 0,
  -- No longer offered; what was booked of it stands.
  retired_at timestamptz,
  unique (teacher_id, handle),
  -- What appointments refer to, so that nobody's time is taken for another's type.
  unique (id, teacher_id)
);
