-- The hours of a weekday (1 is Monday), in minutes after local midnight. Spans that touch are one.
create table app.weekly_hours (
  schedule_id uuid not null references app.schedules on delete cascade,
  weekday smallint not null check (weekday between 1 and 7),
  minutes app.minutes_of_day not null constraint weekly_hours_are_of_some_length check (not isempty(minutes)),
  primary key (schedule_id, weekday)
);
