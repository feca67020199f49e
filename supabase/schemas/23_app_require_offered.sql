-- Refuses a start that is not offered, and says why: CLOSD, LATE0, GONE0.
create function app.require_offered(p_type app.appointment_types, p_starts_at timestamptz) returns void
language plpgsql stable
as $$
begin
  if not app.bookable_window(require_offered.p_type) @> require_offered.p_starts_at then
    if require_offered.p_type.opens_at > now() then
      perform app.refuse('CLOSD', 'not open yet');
    elsif require_offered.p_starts_at <= now() then
      perform app.refuse('CLOSD', 'in the past');
    elsif require_offered.p_starts_at < now() + make_interval(mins => require_offered.p_type.notice_minutes) then
      perform app.refuse('LATE0', 'inside the notice');
    end if;
    perform app.refuse('CLOSD', 'beyond the horizon');
  end if;
  if not exists (
    select from app.offered_starts(require_offered.p_type, require_offered.p_starts_at, require_offered.p_starts_at + interval '1 second') as offered
    where offered.starts_at = require_offered.p_starts_at
  ) then
    perform app.refuse('GONE0', 'not a start that is offered');
  end if;
end
$$;
