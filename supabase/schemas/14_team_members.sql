create table app.team_members (
  team_id uuid not null references app.teams on delete cascade,
  teacher_id uuid not null references app.teachers on delete cascade,
  primary key (team_id, teacher_id)
);
create index team_members_by_teacher on app.team_members (teacher_id);
