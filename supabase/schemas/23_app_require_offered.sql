-- Refuses a start that is not offered, and says why: CLOSD, LATE0, GONE0.
-- As few expressions as can be: each is prepared anew in every transaction, and this is in the way of every booking.
create function app.require_offered(p_type app.appointment_types, p_starts_at timestamptz) returns void
language plpgsql stable
as $$
declare
  v_why text := case
    when p_type.opens_at > now() then 'not open yet'
    when p_starts_at <= now() then 'in the past'
    when p_starts_at < now() + make_interval(mins => p_type.notice_minutes) then 'inside the notice'
    when p_type.dates is null
      and p_starts_at >= now() + make_interval(mins => greatest(1440 * p_type.horizon_days, p_type.notice_minutes)) then 'beyond the horizon'
    when p_type.dates is not null and not app.window_at(p_type, now()) @> p_starts_at then 'not on its dates'
  end;
begin
  if v_why is not null then
    perform app.refuse(case v_why when 'inside the notice' then 'LATE0' else 'CLOSD' end, v_why);
  elsif not app.is_offered(p_type, p_starts_at) then
    perform app.refuse('GONE0', 'not a start that is offered');
  end if;
end
$$;
