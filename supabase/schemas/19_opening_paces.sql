-- How fast an opening with a waiting room lets people in. Beside it, since it is written every second and read by no booking.
create table app.opening_paces (
  opening_id uuid primary key references app.openings on delete cascade,
  -- People a second: now, and at most, as staff have it.
  pace real not null default 20 check (pace >= 0.1),
  pace_most real not null default 500 check (pace_most >= 0.1),
  -- What is left of a person, for the next second.
  credit real not null default 0,
  paced_at timestamptz,
  eased_at timestamptz,
  why text not null default 'steady',
  -- As counted last: seats that are free, or so many of them that they hold nobody back, and holds that may still come back.
  free_seats integer not null default 0,
  free_by_teacher jsonb not null default '{}',
  held_seats integer not null default 0,
  count_at timestamptz,
  -- Up to which teacher they were counted, where it takes more than one step; null when all were.
  counted_to uuid,
  -- Admitted or called, and not yet holding anything.
  choosing integer not null default 0,
  -- How many more may be called before seats are counted again.
  room integer not null default 0
);
