-- The end of a span that a list is asked for: one instant has its start in it, too.
create function app.end_of(p_span tstzrange) returns timestamptz
language sql immutable
return upper(p_span) + case when upper_inc(p_span) then interval '1 microsecond' else interval '0' end;
