-- Who waits for a seat of a type: for one start, for a day, or for whatever there is. Whoever came first is first.
create table app.waits (
  id uuid primary key default gen_random_uuid(),
  appointment_type_id uuid not null references app.appointment_types on delete restrict,
  duration_minutes integer not null,
  kind app.wait_kind not null,
  -- The starts that would do.
  wanted tstzrange not null constraint waits_are_for_something check (not isempty(wanted)),
  person_name app.person_name not null,
  email app.email not null,
  time_zone app.zone_name not null,
  language app.language not null default app.asker_language(),
  state app.wait_state not null default 'waiting',
  link_version app.link_version not null default 1,
  created_at timestamptz not null default now(),
  -- The start that was offered and not taken, and since when: it is not offered to the same person again.
  given_up timestamptz,
  gave_up_at timestamptz,
  -- Something was offered, and then its time was taken back.
  was_taken_back boolean not null default false,
  -- When something was offered that nobody could tell them of: it is the others' turn for a while.
  untold_at timestamptz
);
create index waits_in_line on app.waits (appointment_type_id, created_at, id) where (state = 'waiting');
create unique index waits_are_one_a_wish on app.waits (email, appointment_type_id, duration_minutes, lower(person_name), wanted)
  where (state in ('waiting', 'offered'));
create index waits_by_email on app.waits (email);
-- Who waits for a type, or did: what its teacher takes along.
create index waits_by_type on app.waits (appointment_type_id) where (email not like 'erased %');
-- What is forgotten after a time.
create index waits_to_forget on app.waits (created_at) where (email not like 'erased %');

-- To whom a seat is offered: a hold that is nobody else's, and later perhaps their booking.
alter table app.bookings add column wait_id uuid references app.waits on delete restrict;
-- A wish is offered one seat, until that lapses or is given up.
create unique index bookings_of_waits_are_one_a_wish on app.bookings (wait_id) where (wait_id is not null and state <> 'expired');
create index bookings_offered on app.bookings (held_until) where (wait_id is not null and state = 'held');

alter table app.mails add column wait_id uuid references app.waits on delete cascade;
alter table app.mails drop constraint mails_are_about_one_thing;
alter table app.mails add constraint mails_are_about_one_thing check (num_nonnulls(booking_id, invitation_id, booker_id, wait_id) = 1);
create index mails_of_waits on app.mails (wait_id) where (wait_id is not null);
