-- What the synthetic booker came to, minute by minute. A minute that is not here was missed.
create table app.synthetic_rounds (
  minute timestamptz primary key check (minute = date_trunc('minute', minute)),
  -- Of the requests that it makes, so that what it leaves behind can be found.
  id uuid not null default gen_random_uuid(),
  -- Null while it runs, and of one that never came back.
  ended_at timestamptz,
  duration_ms integer check (duration_ms >= 0),
  -- Where it could not go on, and by which code; null for one that booked and cancelled.
  failed_at text check (failed_at in ('list', 'hold', 'book', 'cancel')),
  code text check (length(code) between 1 and 20),
  constraint synthetic_rounds_fail_with_a_code check ((failed_at is null) = (code is null))
);
