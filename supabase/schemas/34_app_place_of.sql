-- The place in line of somebody who waits: how many came before who would take one of the same starts, and one.
create function app.place_of(p_wait app.waits) returns integer
language plpgsql stable
as $$
begin
  return 1 + (
    select count(*) from app.waits other
    where other.appointment_type_id = p_wait.appointment_type_id and other.state = 'waiting'
      and other.duration_minutes = p_wait.duration_minutes and other.wanted && p_wait.wanted
      and (other.created_at, other.id) < (p_wait.created_at, p_wait.id)
  );
end
$$;
