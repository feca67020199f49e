-- Teachers of whom any may be booked. By a subject, all who have it, whoever comes or goes; else those in team_members.
create table app.teams (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  handle text collate "C" not null unique
    constraint teams_have_a_url_handle check (handle ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(handle) <= 60),
  name text not null check (length(name) between 1 and 120),
  subject text check (length(subject) between 1 and 120),
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index teams_by_school on app.teams (school_id);
