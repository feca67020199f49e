-- Named hours of a teacher, on the clock of their own wall: of each weekday, and of single days that are not as usual.
create table app.schedules (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  name text not null check (length(name) between 1 and 60),
  -- The one that a new type has.
  is_usual boolean not null default false,
  version integer not null default 1,
  -- What types refer to, so that nobody has another's hours.
  unique (id, teacher_id)
);
create unique index schedules_have_one_that_is_usual on app.schedules (teacher_id) where (is_usual);
create index schedules_by_teacher on app.schedules (teacher_id);
