-- Every acknowledged booking or hold has the request that asked for it. The same key gets the same answer.
create table app.requests (
  key app.request_key primary key,
  body_hash bytea not null,
  -- Null where it touched none.
  booking_id uuid,
  answer jsonb not null,
  answered_at timestamptz not null default now()
);
