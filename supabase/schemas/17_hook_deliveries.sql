-- What a program elsewhere is to be told. Enqueued in the transaction that gives a reason for it, and its id is said along, so
-- that what comes twice is seen to be one.
create table app.hook_deliveries (
  id uuid primary key default gen_random_uuid(),
  -- In which order things happened.
  place bigint not null generated always as identity,
  hook_id uuid not null references app.hooks on delete cascade,
  booking_id uuid not null references app.bookings on delete cascade,
  event text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  told_at timestamptz,
  given_up_at timestamptz,
  -- What was answered last, if anything was, and what was wrong with that.
  status integer,
  error text
);
create index hook_deliveries_of_a_booking on app.hook_deliveries (booking_id, hook_id, place);
create index hook_deliveries_by_hook on app.hook_deliveries (hook_id, place);
create index hook_deliveries_waiting on app.hook_deliveries (due_at, place) where (told_at is null and given_up_at is null);
create index hook_deliveries_failed on app.hook_deliveries (hook_id) where (given_up_at is not null);
create index hook_deliveries_by_age on app.hook_deliveries (created_at);
