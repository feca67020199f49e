-- A span of a weekday (1 is Monday) in the teacher's zone, in minutes after local midnight.
create table app.weekly_hours (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  starts_minute integer not null check (starts_minute >= 0),
  ends_minute integer not null check (ends_minute <= 1440),
  constraint hours_end_after_they_start check (starts_minute < ends_minute),
  constraint hours_never_overlap
    exclude using gist (teacher_id with =, weekday with =, int4range(starts_minute, ends_minute) with &&)
);
