-- What some teachers have, or had and gave up, that starts in a span. Two indexes, one for the time that stands and one for
-- what was cancelled.
create function app.appointments_in(p_teachers uuid[], p_span tstzrange) returns setof app.appointments
language sql stable rows 200
as $$
  select found.*
  from unnest(p_teachers) as teacher (id)
  cross join lateral (
    select appointment.* from app.appointments appointment
    where appointment.teacher_id = teacher.id and appointment.busy && p_span
      and appointment.cancelled_at is null and appointment.starts_at <@ p_span
    union all
    select appointment.* from app.appointments appointment
    where appointment.teacher_id = teacher.id and appointment.cancelled_at is not null
      and appointment.starts_at >= lower(p_span) and appointment.starts_at < upper(p_span)
  ) as found
$$;
