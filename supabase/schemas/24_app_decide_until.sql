-- Until when a teacher decides what is asked for now: the type's hours from now on, and never past the start.
create function app.decide_until(p_type app.appointment_types, p_starts_at timestamptz) returns timestamptz
language plpgsql stable
as $$
begin
  return least(now() + make_interval(hours => p_type.decide_hours), p_starts_at);
end
$$;
