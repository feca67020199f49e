-- From when a type can be booked, by itself and by its opening; null is open already. A group that comes later is not in it.
create function app.opens_at(p_type app.appointment_types) returns timestamptz
language plpgsql stable
as $$
begin
  if p_type.opening_id is null then
    return p_type.opens_at;
  end if;
  return greatest(p_type.opens_at, (select opening.opens_at from app.openings opening where opening.id = p_type.opening_id));
end
$$;
