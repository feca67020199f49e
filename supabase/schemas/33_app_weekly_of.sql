-- Spans of a week, [{weekday, starts_minute, ends_minute}], as hours by weekday.
create function app.weekly_of(p_spans jsonb) returns table (weekday smallint, minutes int4multirange)
language sql immutable
as $$
  select span.weekday, range_agg(int4range(span.starts_minute, span.ends_minute))
  from jsonb_to_recordset(p_spans) as span (weekday smallint, starts_minute integer, ends_minute integer)
  group by span.weekday
$$;
