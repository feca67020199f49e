-- Time that is a teacher's own, whatever the hours say: an absence, or what a calendar from elsewhere has.
create table app.busy_times (
  id uuid primary key default gen_random_uuid(),
  teacher_id uuid not null references app.teachers on delete restrict,
  -- Null for an absence, which the teacher wrote here.
  feed_id uuid,
  during tstzrange not null
    constraint busy_times_begin_and_end check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
  note text not null default '' check (length(note) <= 200),
  version integer not null default 1,
  constraint busy_times_are_of_their_teachers_feeds
    foreign key (feed_id, teacher_id) references app.busy_feeds (id, teacher_id) on delete cascade
);
create index busy_times_by_teacher on app.busy_times using gist (teacher_id, during);
create index busy_times_by_feed on app.busy_times (feed_id) where (feed_id is not null);
