-- When a type can be booked by who asks at that instant: after its notice and before its horizon.
create function app.window_at(p_type app.appointment_types, p_at timestamptz) returns tstzrange
language plpgsql immutable
as $$
begin
  return tstzrange(
    p_at + make_interval(mins => p_type.notice_minutes),
    -- A day of 24 hours: the session's zone has no say.
    p_at + greatest(make_interval(hours => 24 * p_type.horizon_days), make_interval(mins => p_type.notice_minutes))
  );
end
$$;
