-- Refuses a start that is not offered, and says why.
create function app.require_offered(p_type app.appointment_types, p_starts_at timestamptz) returns void
language plpgsql stable
as $$
declare
  v_type app.appointment_types := require_offered.p_type;
  v_starts_at timestamptz := require_offered.p_starts_at;
begin
  if exists (
    select from app.offered_starts(v_type.id, v_starts_at, v_starts_at + interval '1 second') as offered
    where offered.starts_at = v_starts_at
  ) then
    return;
  end if;
  if v_type.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_starts_at <= now() then
    perform app.refuse('CLOSD', 'in the past');
  elsif v_starts_at < now() + make_interval(mins => v_type.notice_minutes) then
    perform app.refuse('LATE0', 'inside the notice');
  elsif v_starts_at >= now() + make_interval(days => v_type.horizon_days) then
    perform app.refuse('CLOSD', 'beyond the horizon');
  end if;
  perform app.refuse('NTFND', 'not a start that is offered');
end
$$;
