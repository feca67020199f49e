-- When a type can be booked at all, by the database's clock; empty until it opens, and when its opening is over.
create function app.bookable_window(p_type app.appointment_types) returns tstzrange
language plpgsql stable
as $$
begin
  if app.opens_at(p_type) > now() or app.has_closed(p_type) then
    return 'empty';
  end if;
  return app.window_at(p_type, now());
end
$$;
