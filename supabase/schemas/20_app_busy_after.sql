-- The time that an appointment would take, with its buffers, if it began at another time.
create function app.busy_after(p_appointment app.appointments, p_starts_at timestamptz) returns tstzrange
language sql immutable
return tstzrange(
  lower(p_appointment.busy) + (p_starts_at - p_appointment.starts_at), upper(p_appointment.busy) + (p_starts_at - p_appointment.starts_at)
);
