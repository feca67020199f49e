-- The offered starts of a type whose time is free, or whose standing appointment has a seat left.
-- On a day that is full by the type's caps, nothing but the seats of what stands. [p_from, p_until) lies inside the type's
-- bookable window; of a span that is none, whose bounds may be null, there are none. p_but is an appointment that would be gone.
-- The teacher's appointments of that time are read once, through the index of the law. In PL/pgSQL, which keeps its plan.
create function app.free_slots(p_type app.appointment_types, p_from timestamptz, p_until timestamptz, p_but uuid default null)
returns table (starts_at timestamptz, ends_at timestamptz, seats_left integer)
language plpgsql stable rows 100
as $$
begin
  if not coalesce(p_from < p_until, false) then
    -- Or no bound would be one without end, and all that the teacher ever had would be read.
    return;
  end if;
  return query
  with taken as materialized (
    select
      appointment.busy,
      appointment.appointment_type_id,
      appointment.starts_at,
      appointment.ends_at,
      case when appointment.seats = 1 then 0 else appointment.seats - appointment.seats_taken + (
        select count(*)::integer from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and app.blocked_until(booking) <= now()
      ) end as seats_left
    from app.appointments appointment
    where appointment.teacher_id = (p_type).teacher_id
      and appointment.busy && tstzrange(p_from - interval '24 hours', p_until + interval '24 hours')
      and appointment.cancelled_at is null
      and appointment.id is distinct from p_but
      -- An appointment of lapsed holds alone blocks nobody.
      and (appointment.held_until is null or appointment.held_until > now())
  ),
  -- As one set, in which each start is looked up instead of compared with every appointment.
  busy as materialized (
    select
      (select coalesce(range_agg(taken.busy), '{}') from taken) as times,
      app.full_days(p_type, p_from, p_until, p_but) as full_days,
      teacher.time_zone as zone
    from app.teachers teacher where teacher.id = (p_type).teacher_id
  )
  select offered.starts_at, offered.ends_at, coalesce(standing.seats_left, (p_type).seats)
  from app.offered_starts(p_type, p_from, p_until) as offered
  cross join busy
  left join taken as standing
    on (p_type).seats > 1
    and standing.appointment_type_id = (p_type).id
    and standing.starts_at = offered.starts_at
    and standing.ends_at = offered.ends_at
  where coalesce(standing.seats_left, (p_type).seats) > 0
    and (standing.starts_at is not null or not busy.times && tstzrange(
      offered.starts_at - make_interval(mins => (p_type).buffer_before_minutes),
      offered.ends_at + make_interval(mins => (p_type).buffer_after_minutes)
    ) and not (busy.full_days <> '{}' and busy.full_days @> (offered.starts_at at time zone busy.zone)::date));
end
$$;
