-- What was counted and looked at, a row a minute, kept for two weeks. Nothing in it is of a person.
create table app.watch_minutes (
  minute timestamptz primary key constraint watch_minutes_are_whole check (date_trunc('minute', minute, 'UTC') = minute),
  -- What the instances counted (lib/watch/read-minute.ts); null while Redis has not said.
  traffic jsonb,
  -- What the database saw of itself (app.gauges), and which laws it found broken (app.broken_laws); null where nobody looked.
  gauges jsonb,
  broken jsonb
);
