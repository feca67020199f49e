-- Who looks after the installation: /ops, and no school's bookings. An operator adds them, as in docs/operating.md; being of a
-- school's staff makes nobody one.
create table app.operators (
  email app.email primary key,
  -- The Auth user, bound at the first sign-in with the address above.
  user_id uuid unique,
  code_asked_at timestamptz,
  created_at timestamptz not null default now()
);
