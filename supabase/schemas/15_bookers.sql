-- An address that somebody asked to see all bookings of. Who opens a link that was mailed to it has shown that it is theirs.
create table app.bookers (
  id uuid primary key default gen_random_uuid(),
  email app.email not null constraint bookers_never_share_an_email unique,
  -- Raised to void every link that was mailed and every device that opened one.
  version integer not null default 1,
  -- Of who asked last, and so of the mail with the link.
  language app.language not null default app.asker_language(),
  created_at timestamptz not null default now(),
  -- When a link was last asked for.
  asked_at timestamptz not null default now()
);
-- What is forgotten after a time.
create index bookers_by_last_ask on app.bookers (asked_at);
