create type app.booking_state as enum (
  'held', 'expired', 'pending', 'confirmed', 'declined', 'cancelled', 'completed', 'no_show'
);

-- One student's seat in an appointment. A hold is a booking that is not yet confirmed, so that it is exclusive
-- in the same table.
create table app.bookings (
  id uuid primary key default gen_random_uuid(),
  appointment_id uuid not null references app.appointments on delete restrict,
  state app.booking_state not null,
  during tstzrange not null,
  name text check (length(name) between 1 and 120),
  email text collate "C" check (email = lower(email) and length(email) <= 254),
  time_zone text check (length(time_zone) <= 64),
  -- Two children of one parent share an address and are two students.
  student uuid generated always as (md5(email || E'\n' || lower(name))::uuid) stored,
  held_until timestamptz,
  extensions_left integer not null default 10 check (extensions_left >= 0),
  -- Raised to void every link that was sent for this booking.
  link_version smallint not null default 1 check (link_version between 1 and 255),
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  constraint holds_run_out check (state <> 'held' or held_until is not null),
  constraint bookings_say_who check (state in ('held', 'expired') or (name is not null and email is not null)),
  constraint students_are_never_in_two_places
    exclude using gist (student with =, during with &&) where (state in ('pending', 'confirmed'))
);
create index bookings_by_appointment on app.bookings (appointment_id);
create index bookings_by_booker on app.bookings (email) where (state in ('pending', 'confirmed'));
