create table app.teachers (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  handle text collate "C" not null unique
    constraint teachers_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  about text not null default '' check (length(about) <= 2000),
  subjects text[] not null default '{}' check (cardinality(subjects) <= 20),
  -- Looked at when all is done, so that two teachers can swap theirs.
  email text collate "C" not null
    constraint teachers_never_share_an_email unique deferrable initially deferred
    constraint teachers_sign_in_with_a_lower_case_email check (email = lower(email) and length(email) <= 254),
  time_zone text not null,
  -- The Auth user, bound at the first sign-in with the address above; unbound when the address changes.
  user_id uuid unique,
  hours_version integer not null default 1,
  code_asked_at timestamptz,
  search text not null generated always as (app.fold(name || ' ' || app.joined(subjects))) stored,
  created_at timestamptz not null default now()
);
create index teachers_by_school on app.teachers (school_id);
