-- One student's seat in an appointment. A hold is a booking that is not yet confirmed, so that it is exclusive
-- in the same table.
create table app.bookings (
  id uuid primary key default gen_random_uuid(),
  appointment_id uuid not null references app.appointments on delete restrict,
  state app.booking_state not null,
  during tstzrange not null,
  name app.person_name,
  email app.email,
  time_zone app.zone_name,
  -- Two children of one parent share an address and are two students.
  student uuid generated always as (md5(email || E'\n' || lower(name))::uuid) stored,
  -- What was asked, as it was then, with what was said: [{label, answer}].
  answers jsonb not null default '[]',
  -- The same for all dates that were booked as one.
  series_id uuid,
  held_until timestamptz,
  extensions_left app.count not null default 10,
  link_version app.link_version not null default 1,
  -- How often its teacher gave it another time, and when it began before that.
  moves app.count not null default 0,
  moved_from timestamptz,
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by_teacher boolean not null default false,
  -- What the booker is told of it.
  cancel_reason text check (length(cancel_reason) <= 500),
  constraint holds_run_out check (state <> 'held' or held_until is not null),
  constraint bookings_say_who check (state in ('held', 'expired') or (name is not null and email is not null)),
  constraint students_are_never_in_two_places
    exclude using gist (student with =, during with &&) where (state in ('pending', 'confirmed'))
);
create index bookings_by_appointment on app.bookings (appointment_id);
create index bookings_by_booker on app.bookings (email) where (state in ('pending', 'confirmed', 'completed', 'no_show'));
create index bookings_by_series on app.bookings (series_id) where (series_id is not null);
