-- What happened in an opening, for whoever asks later. Nothing changes or deletes a row, but that who it
-- was is forgotten after a time.
create table app.opening_events (
  id bigint primary key generated always as identity,
  opening_id uuid not null references app.openings on delete restrict,
  at timestamptz not null default clock_timestamp(),
  -- 'drawn', 'admitted', 'paced', 'paused', 'resumed', 'slowed', 'ended', 'released', 'saved', 'booked_for'
  kind text not null check (length(kind) between 1 and 40),
  -- The staff member; null for what the clock did.
  actor app.email,
  detail jsonb not null default '{}'
);
create index opening_events_by_opening on app.opening_events (opening_id, id);
create index opening_events_with_an_actor on app.opening_events (at) where (actor is not null);
