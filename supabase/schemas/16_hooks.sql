-- A program elsewhere that is told what becomes of a teacher's bookings.
create table app.hooks (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete cascade,
  -- Of what can be edited: what it is told, and whether.
  version integer not null default 1,
  -- Sealed by the app, as the secrets are: whoever has the address may speak there.
  sealed_url text not null check (length(sealed_url) <= 4000),
  -- What it is signed with, and the id under which its teacher asked for it.
  sealed_secret text not null check (length(sealed_secret) <= 500),
  secret_id uuid not null,
  -- The one before it signs along for a while.
  sealed_old_secret text check (length(sealed_old_secret) <= 500),
  old_until timestamptz,
  events text[] not null check (
    cardinality(events) > 0 and events <@ array[
      'booking.confirmed', 'booking.cancelled', 'booking.moved', 'booking.requested', 'booking.declined'
    ]
  ),
  off_at timestamptz,
  -- How many tries failed since the last one that did not, and since when.
  failures integer not null default 0,
  failing_since timestamptz,
  -- Whose turn it is to tell it something, if anybody's: one thing at a time, in order. Nobody's, it rests until then since it fails.
  claim uuid,
  claimed_until timestamptz,
  created_at timestamptz not null default now()
);
create index hooks_by_teacher on app.hooks (teacher_id);
