-- The free starts of a type, in the span that all who wait for it would take.
create function app.starts_waited_for(p_type app.appointment_types) returns timestamptz[]
language plpgsql stable
as $$
declare
  v_asked tstzrange;
begin
  select app.bookable_window(p_type) * range_merge(range_agg(wait.wanted)) into v_asked
  from app.waits wait
  where wait.appointment_type_id = p_type.id and wait.state = 'waiting' and wait.duration_minutes = p_type.duration_minutes;
  if v_asked is null or isempty(v_asked) then
    return '{}';
  end if;
  return array(select free.starts_at from app.free_slots(p_type, lower(v_asked), app.end_of(v_asked)) as free);
end
$$;
