-- The first of those who wait for a start of a type and may have it, locked; all null for nobody. Who is being offered something
-- else just now is passed over, so that nobody is waited for: this is asked while seats are locked.
create function app.next_in_line(p_type app.appointment_types, p_starts_at timestamptz) returns app.waits
language plpgsql
as $$
declare
  v_wait app.waits;
begin
  select wait.* into v_wait from app.waits wait
  where wait.appointment_type_id = p_type.id and wait.state = 'waiting'
    and wait.duration_minutes = p_type.duration_minutes
    and app.suits(wait, p_type, p_starts_at)
    and app.may_be_offered(wait, p_type)
  order by wait.created_at, wait.id
  limit 1
  for update skip locked;
  return v_wait;
end
$$;
