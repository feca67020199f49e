-- A calendar from elsewhere that is read now and then: what is in it is time that cannot be booked.
create table app.busy_feeds (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  name text not null check (length(name) between 1 and 60),
  -- Of the name, which is all that can be edited.
  version integer not null default 1,
  -- Sealed by the app: whoever has the address can read the calendar.
  sealed_url text not null check (length(sealed_url) <= 4000),
  -- What the other side said last, so that it need not send again what did not change.
  etag text check (length(etag) <= 500),
  modified text check (length(modified) <= 100),
  -- When it was last read well, and is read again; of a claim, until when it holds.
  read_at timestamptz,
  due_at timestamptz not null default now(),
  -- Whose turn it is to read it, if anybody's.
  claim uuid,
  -- When its times were last put down as a whole, and where the day began for it.
  placed_at timestamptz,
  placed_zone app.zone_name,
  failures integer not null default 0,
  -- What is wrong with it, for the teacher; null while all is well.
  trouble text check (length(trouble) <= 500),
  created_at timestamptz not null default now(),
  unique (id, teacher_id)
);
create index busy_feeds_by_teacher on app.busy_feeds (teacher_id);
create index busy_feeds_due on app.busy_feeds (due_at);
