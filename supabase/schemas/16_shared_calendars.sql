-- A calendar that is given out by a secret address, one to a teacher and one to a booker. The secret itself is kept nowhere.
create table app.shared_calendars (
  secret_hash bytea primary key check (length(secret_hash) = 32),
  teacher_id uuid references app.teachers on delete cascade constraint shared_calendars_are_one_a_teacher unique,
  booker_id uuid references app.bookers on delete cascade constraint shared_calendars_are_one_a_booker unique,
  made_at timestamptz not null default now(),
  constraint shared_calendars_are_somebodys check (num_nonnulls(teacher_id, booker_id) = 1)
);
