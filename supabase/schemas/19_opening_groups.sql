-- Who comes at the same time. Each group has a draw of its own, whose seed is promised by its hash and told afterwards.
create table app.opening_groups (
  id uuid primary key default gen_random_uuid(),
  opening_id uuid not null references app.openings on delete cascade,
  position smallint not null check (position between 0 and 19),
  name text not null check (length(name) between 1 and 120),
  opens_at timestamptz not null,
  seed bytea not null default extensions.gen_random_bytes(32) check (length(seed) = 32),
  commitment bytea not null generated always as (sha256(seed)) stored,
  -- When the draw was closed: how many were in it, and the hash of who.
  drawn_at timestamptz,
  drawn_count integer not null default 0,
  tickets_hash bytea,
  -- Whose turn it is or was: ranks below the one, and numbers of the tail up to the other.
  served_below bigint not null default 0 check (served_below between 0 and 4294967296),
  drawn_served integer not null default 0,
  tail_count integer not null default 0,
  tail_served integer not null default 0 check (tail_served between 0 and tail_count),
  unique (opening_id, position),
  unique (id, opening_id),
  constraint groups_are_drawn_once_and_say_of_whom check ((drawn_at is null) = (tickets_hash is null))
);
