-- The days of a teacher's calendar, from p_from on and before p_until, on which a type has as many appointments as it may
-- have in a day or in a week; p_but is an appointment that would be gone.
create function app.full_days(
  p_type app.appointment_types, p_from timestamptz, p_until timestamptz, p_but uuid default null
) returns datemultirange
language plpgsql stable
as $$
declare
  v_zone text;
begin
  if coalesce(p_type.day_cap, p_type.week_cap) is null or not coalesce(p_from < p_until, false) then
    return '{}';
  end if;
  select teacher.time_zone into v_zone from app.teachers teacher where teacher.id = p_type.teacher_id;
  return (
    with counted as (
      select (appointment.starts_at at time zone v_zone)::date as day
      from app.appointments appointment
      where appointment.teacher_id = p_type.teacher_id
        and appointment.busy && tstzrange(
          date_trunc('week', p_from at time zone v_zone) at time zone v_zone - interval '1 hour',
          (date_trunc('week', p_until at time zone v_zone) + interval '7 days') at time zone v_zone + interval '1 hour'
        )
        and appointment.appointment_type_id = p_type.id
        and appointment.id is distinct from p_but
        and appointment.cancelled_at is null
        and (appointment.held_until is null or appointment.held_until > now())
    ),
    weeks as (
      select date_trunc('week', day)::date as monday from counted group by 1 having count(*) >= p_type.week_cap
    ),
    days as (
      select day from counted group by day having count(*) >= p_type.day_cap
    )
    select coalesce(range_agg(times), '{}')
    from (
      select daterange(monday, monday + 7) from weeks
      union all
      select daterange(day, day + 1) from days
    ) as full_times (times)
  );
end
$$;
