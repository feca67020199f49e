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
create index openings_by_bell on app.openings (opens_at);

-- Which of them a type waits for, so that a booking looks at one column where there is none.
alter table app.appointment_types add column opening_id uuid references app.openings on delete restrict;
create index appointment_types_by_opening on app.appointment_types (opening_id) where (opening_id is not null);
