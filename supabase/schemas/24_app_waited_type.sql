-- A type, as it is for one that lasts so long, where one may wait for it now; all null where not.
create function app.waited_type(p_type app.appointment_types, p_minutes integer) returns app.appointment_types
language plpgsql stable
as $$
begin
  if p_type.waitlist and p_type.opening_id is null and p_type.retired_at is null
    and (p_minutes = p_type.duration_minutes or p_minutes = any (p_type.other_durations)) then
    return app.of_duration(p_type, p_minutes);
  end if;
  return null;
end
$$;
