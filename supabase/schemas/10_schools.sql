-- A school groups teachers; a tutor on their own is a school of one.
create table app.schools (
  id uuid primary key default gen_random_uuid(),
  handle text collate "C" not null unique
    constraint schools_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now()
);
