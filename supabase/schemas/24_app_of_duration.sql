-- A type as it is for one that lasts so long.
create function app.of_duration(p_type app.appointment_types, p_minutes integer) returns app.appointment_types
language plpgsql immutable
as $$
begin
  p_type.duration_minutes := p_minutes;
  return p_type;
end
$$;
