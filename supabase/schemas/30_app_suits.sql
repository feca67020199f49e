-- Whether a start is one that somebody waits for, has the time to answer to, is not elsewhere at, and has not given up.
create function app.suits(p_wait app.waits, p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  return p_starts_at <@ p_wait.wanted
    and app.offer_times(p_wait, p_type, p_starts_at) is not null
    and not app.is_elsewhere(
      p_wait.person_name, p_wait.email, tstzrange(p_starts_at, p_starts_at + make_interval(mins => p_type.duration_minutes))
    )
    and not app.has_given_up(p_wait, p_starts_at);
end
$$;
