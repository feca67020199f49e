-- Who looks after a whole school: its openings, and bookings for those who cannot book themselves.
create table app.staff (
  id uuid primary key default gen_random_uuid(),
  school_id uuid not null references app.schools on delete restrict,
  email app.email not null constraint staff_never_share_an_email unique,
  -- The Auth user, bound at the first sign-in with the address above.
  user_id uuid unique,
  code_asked_at timestamptz,
  created_at timestamptz not null default now()
);
create index staff_by_school on app.staff (school_id);
