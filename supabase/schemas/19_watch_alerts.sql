-- What was wrong, from when to when. One is told when it begins and when it is over, and once each.
create table app.watch_alerts (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 60),
  -- In numbers; nothing in it is of a person.
  said text not null check (length(said) <= 1000),
  since timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  well_at timestamptz,
  told_at timestamptz,
  well_told_at timestamptz,
  -- Until when somebody is telling it.
  leased_until timestamptz
);
create unique index watch_alerts_are_one_at_a_time on app.watch_alerts (name) where (well_at is null);
create index watch_alerts_open on app.watch_alerts (seen_at) where (well_at is null);
create index watch_alerts_untold on app.watch_alerts (since) where (told_at is null or well_at is not null and well_told_at is null);
create index watch_alerts_by_time on app.watch_alerts (since);
