create function app.minutes_in(p_during tstzrange) returns integer
language sql immutable
return extract(epoch from upper(p_during) - lower(p_during))::integer / 60;
