-- When a type can be booked at all, by the database's clock: after its notice and before its horizon; empty until
-- it opens.
create function app.bookable_window(p_type app.appointment_types) returns tstzrange
language plpgsql stable
as $$
begin
  if bookable_window.p_type.opens_at > now() then
    return 'empty';
  end if;
  return tstzrange(
    now() + make_interval(mins => bookable_window.p_type.notice_minutes),
    -- A day of 24 hours: the session's zone has no say.
    now() + greatest(make_interval(hours => 24 * bookable_window.p_type.horizon_days), make_interval(mins => bookable_window.p_type.notice_minutes))
  );
end
$$;
