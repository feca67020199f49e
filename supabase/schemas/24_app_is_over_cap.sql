-- Whether a day, or its week, has more appointments of a type than it may have, as where the teacher allows fewer now.
create function app.is_over_cap(p_type app.appointment_types, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null then
    return false;
  end if;
  p_type.day_cap := p_type.day_cap + 1;
  p_type.week_cap := p_type.week_cap + 1;
  return app.full_days(p_type, p_starts_at, p_starts_at + interval '1 microsecond') @> (
    select (p_starts_at at time zone teacher.time_zone)::date from app.teachers teacher where teacher.id = p_type.teacher_id
  );
end
$$;
