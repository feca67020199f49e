-- How many minutes some times have within a span.
create function app.minutes_of(p_times tstzmultirange, p_within tstzrange) returns integer
language sql immutable
return (
  select coalesce(sum(extract(epoch from upper(part) - lower(part))), 0)::integer / 60
  from unnest(p_times * tstzmultirange(p_within)) as part
);
