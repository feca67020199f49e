-- What a program shows to do something in the name of a teacher or of the staff.
create table app.tokens (
  id uuid primary key default gen_random_uuid(),
  -- The Auth user who made it. What is theirs is asked anew each time.
  user_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  scopes text[] not null check (
    cardinality(scopes) > 0 and scopes <@ array['bookings:read', 'bookings:write', 'rules:read', 'rules:write']
  ),
  -- sha256 of all of it: only who was shown it has it.
  hash bytea not null unique check (length(hash) = 32),
  -- How it begins, to know it again by.
  beginning text not null check (length(beginning) <= 12),
  expires_at timestamptz,
  -- To the hour, so that hardly any request writes.
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index tokens_by_user on app.tokens (user_id);
