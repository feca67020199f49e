-- A day that is not as usual: its hours instead, in minutes after local midnight; none is a day off.
create table app.overrides (
  schedule_id uuid not null references app.schedules on delete cascade,
  day date not null,
  minutes app.minutes_of_day not null,
  primary key (schedule_id, day)
);
