-- A school groups teachers; a tutor on their own is a school of one.
create table app.schools (
  id uuid primary key default gen_random_uuid(),
  handle text collate "C" not null unique
    constraint schools_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  created_at timestamptz not null default now(),
  -- The one that only the synthetic booker books at: it is in no directory, and nobody is written to.
  is_synthetic boolean not null default false,
  -- Since when it is nobody's: what was booked there stays, without its name.
  erased_at timestamptz
);
create unique index schools_are_synthetic_once on app.schools (is_synthetic) where (is_synthetic);
