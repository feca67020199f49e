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
  -- What they are told of it is in the language in which they booked; a hold is nobody's yet.
  language app.language not null default app.asker_language(),
  -- Two children of one parent share an address and are two students.
  student uuid generated always as (md5(email || E'\n' || lower(name))::uuid) stored,
  -- What was asked, as it was then, with what was said: [{label, answer}].
  answers jsonb not null default '[]',
  -- The same for all dates that were booked as one.
  series_id uuid,
  held_until timestamptz,
  extensions_left app.count not null default 10,
  link_version app.link_version not null default 1,
  -- How often it got another time; of the last of these, when that was, who did it, and when it began before.
  moves app.count not null default 0,
  moved_at timestamptz,
  moved_by_teacher boolean not null default false,
  moved_from timestamptz,
  -- Whether the teacher chose that time, and not another zone for it; and what the booker was told of it.
  moved_by_hand boolean not null default false,
  move_message text check (length(move_message) <= 500),
  -- Of a move that came before its booker was told of the one before: when it began as they were told last.
  told_start timestamptz,
  created_at timestamptz not null default now(),
  -- Of one that its teacher decides: until when, and when it was decided, or lapsed since nobody had answered.
  decide_until timestamptz,
  decided_at timestamptz,
  has_lapsed boolean not null default false,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  cancelled_by_teacher boolean not null default false,
  -- What the other side is told of it.
  cancel_reason text check (length(cancel_reason) <= 500),
  -- Since when it names nobody: its time and its state stay, for the teacher's figures.
  erased_at timestamptz,
  constraint holds_run_out check (state <> 'held' or held_until is not null),
  constraint requests_are_decided_in_time check (state <> 'pending' or decide_until is not null),
  constraint bookings_say_who check (
    state in ('held', 'expired') or case
      when erased_at is null then name is not null and email is not null
      else num_nonnulls(name, email, time_zone, cancel_reason) = 0 and answers = '[]'
    end
  ),
  constraint messages_go_with_their_bookers check (erased_at is null or move_message is null),
  constraint students_are_never_in_two_places
    exclude using gist (student with =, during with &&) where (state in ('pending', 'confirmed'))
);
create index bookings_by_appointment on app.bookings (appointment_id);
create index bookings_by_booker on app.bookings (email) where (state in ('pending', 'confirmed', 'completed', 'no_show'));
create index bookings_waiting on app.bookings (decide_until) where (state = 'pending');
create index bookings_lapsed on app.bookings (decided_at) where (has_lapsed);
create index bookings_given_up_by_booker on app.bookings (email) where (state in ('cancelled', 'declined'));
create index bookings_by_series on app.bookings (series_id) where (series_id is not null);
-- What begins or has ended at a time, whoever's it is: to remind of it.
create index bookings_by_start on app.bookings (lower(during)) where (state = 'confirmed');
create index bookings_by_end on app.bookings (upper(during)) where (state in ('confirmed', 'completed'));
create index bookings_missed on app.bookings (email) where (state = 'no_show');
-- What is forgotten after a time.
create index bookings_to_forget on app.bookings (upper(during)) where (email is not null);
-- By no state, or what looks for a few holds of a time would read all there are.
create index bookings_run_out on app.bookings (held_until) where (confirmed_at is null and held_until is not null);
