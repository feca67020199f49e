-- Whether a start is offered: the same function that the list asks, asked of one instant. In PL/pgSQL, which keeps its plan.
create function app.is_offered(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return exists (select from app.offered_starts(p_type, p_starts_at, p_starts_at + interval '1 microsecond'));
end
$$;
