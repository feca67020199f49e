-- A teacher's time that is taken, by one or more bookings.
create table app.appointments (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null,
  appointment_type_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- The time with its buffers.
  busy tstzrange not null,
  seats integer not null,
  seats_taken integer not null default 1,
  -- While nothing but holds sits here: when the last of them runs out. Null once a booking is confirmed, or asked for.
  held_until timestamptz,
  -- The teacher wants it as it is, though the rules would not offer its time any more; an edit that is new against it ends that.
  is_kept boolean not null default false,
  cancelled_at timestamptz,
  created_at timestamptz not null default now(),
  -- What its entry in a calendar may not fall behind, when those who had moved are gone: the most that one of them had moved; and
  -- when one last moved away.
  moves integer not null default 0,
  left_at timestamptz,
  constraint appointments_are_of_their_teachers_types
    foreign key (appointment_type_id, teacher_id) references app.appointment_types (id, teacher_id) on delete restrict,
  constraint appointments_end_after_they_start check (starts_at < ends_at),
  constraint appointments_are_busy_while_they_last check (busy @> tstzrange(starts_at, ends_at)),
  constraint appointments_never_exceed_their_seats check (seats_taken between 0 and seats),
  constraint appointments_without_bookings_are_cancelled check (seats_taken > 0 or cancelled_at is not null),
  -- The law. It is also the index by which a teacher's time is read.
  constraint appointments_never_overlap
    exclude using gist (teacher_id with =, busy with &&) where (cancelled_at is null)
);
-- Costs nothing until something is cancelled; with the one above, all of a teacher's time can be read.
create index appointments_cancelled on app.appointments (teacher_id, starts_at) where (cancelled_at is not null);
