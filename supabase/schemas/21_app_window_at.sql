-- When a type can be booked by who asks at that instant: after its notice and before its horizon, or on its dates.
create function app.window_at(p_type app.appointment_types, p_at timestamptz) returns tstzrange
language plpgsql stable
as $$
declare
  v_earliest timestamptz := p_at + make_interval(mins => p_type.notice_minutes);
begin
  if p_type.dates is not null then
    return (
      -- From one midnight on the teacher's wall to another: a bare date would be that of the session's zone.
      select tstzrange(
        app.instant_at(lower(p_type.dates)::timestamp, teacher.time_zone), app.instant_at(upper(p_type.dates)::timestamp, teacher.time_zone)
      ) * tstzrange(v_earliest, null)
      from app.teachers teacher where teacher.id = p_type.teacher_id
    );
  end if;
  -- A day of 24 hours: the session's zone has no say.
  return tstzrange(v_earliest, p_at + greatest(make_interval(hours => 24 * p_type.horizon_days), v_earliest - p_at));
end
$$;
