-- Every acknowledged booking or hold has the request that asked for it. The same key gets the same answer, until it is forgotten
-- what that was: then it stays used.
create table app.requests (
  key app.request_key primary key,
  body_hash bytea,
  -- Null where it touched none.
  booking_id uuid,
  answer jsonb,
  answered_at timestamptz not null default now(),
  constraint requests_are_forgotten_whole check ((body_hash is null) = (answer is null))
);
create index requests_to_forget on app.requests (answered_at) where (answer is not null);
create index requests_that_name_teachers on app.requests (answered_at) where answer ?| '{teacher,teachers}';
create index requests_of_holds on app.requests (booking_id) where (answer ? 'held_until');
