-- The holidays of a region, such as `DE-BY`, as far as they were looked up. Whoever is of it has that day off, but where a
-- teacher works on holidays of that name, or a schedule has hours of its own for that day.
create table app.holidays (
  region text collate "C" not null check (region ~ '^[A-Z]{2}(-[A-Za-z0-9]{1,10}){0,2}$'),
  day date not null,
  name text not null check (length(name) between 1 and 200),
  primary key (region, day, name)
);
