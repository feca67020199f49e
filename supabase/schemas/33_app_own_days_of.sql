-- Days with hours of their own, [{day, spans: [{starts_minute, ends_minute}]}], as hours by day.
create function app.own_days_of(p_days jsonb) returns table (day date, minutes int4multirange)
language sql immutable
as $$
  select wish.day, coalesce((
    select range_agg(int4range(span.starts_minute, span.ends_minute))
    from jsonb_to_recordset(wish.spans) as span (starts_minute integer, ends_minute integer)
  ), '{}')
  from jsonb_to_recordset(p_days) as wish (day date, spans jsonb)
$$;
