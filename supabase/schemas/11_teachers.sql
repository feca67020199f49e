create table app.teachers (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  handle text collate "C" not null unique
    constraint teachers_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name app.person_name not null,
  about text not null default '' check (length(about) <= 2000),
  subjects text[] not null default '{}' check (cardinality(subjects) <= 20),
  -- Looked at when all is done, so that two teachers can swap theirs.
  email app.email not null
    constraint teachers_never_share_an_email unique deferrable initially deferred,
  time_zone app.zone_name not null,
  -- The Auth user, bound at the first sign-in with the address above; unbound when the address changes.
  user_id uuid unique,
  -- Whose holidays are days off, such as `DE-BY`, and the names of those that are not.
  holiday_region text collate "C" check (length(holiday_region) <= 30),
  worked_holidays text[] not null default '{}' check (cardinality(worked_holidays) <= 100),
  -- Of the zone and the holidays.
  version integer not null default 1,
  code_asked_at timestamptz,
  search text not null generated always as (app.fold(name || ' ' || app.joined(subjects))) stored,
  created_at timestamptz not null default now(),
  -- Since when they are nobody: what was booked with them stays, without their name.
  erased_at timestamptz
);
create index teachers_by_school on app.teachers (school_id);
create index teachers_by_region on app.teachers (holiday_region) where (holiday_region is not null);
