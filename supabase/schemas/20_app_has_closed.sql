-- Whether a type's opening is over.
create function app.has_closed(p_type app.appointment_types) returns boolean
language plpgsql stable
as $$
begin
  return p_type.opening_id is not null and exists (
    select from app.openings opening
    where opening.id = p_type.opening_id and (opening.ended_at is not null or opening.closes_at <= now())
  );
end
$$;
