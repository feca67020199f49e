-- Laws of a teacher's time and its seats, of the appointments in which these bookings are.
create function app.broken_seats(p_bookings uuid[]) returns table (law text, broken bigint)
language sql stable
as $$
  with touched as materialized (
    select booking.* from app.bookings booking where booking.id = any (p_bookings)
  ),
  standing as materialized (
    select appointment.*, sat.seats as sat, sat.for_good, sat.held, sat.kept, sat.elsewhere, sat.active
    from app.appointments appointment
    cross join lateral (
      select count(*) as seats, bool_or(booking.state <> 'held') as for_good,
        max(booking.held_until) filter (where booking.state = 'held') as held,
        max(app.blocked_until(booking)) filter (where booking.state = 'held') as kept,
        count(*) filter (where booking.during <> tstzrange(appointment.starts_at, appointment.ends_at)) as elsewhere,
        count(*) filter (where booking.state in ('held', 'pending', 'confirmed')) as active
      from app.bookings booking
      where booking.appointment_id = appointment.id
        and booking.state in ('held', 'pending', 'confirmed', 'completed', 'no_show')
    ) as sat
    where appointment.id = any (array(select touched.appointment_id from touched))
  )
  -- Two that overlap are found where both were touched; app.missing_laws finds that any could.
  select 'a teacher has two overlapping appointments', count(*)
  from standing one
  join standing other on other.teacher_id = one.teacher_id and one.id < other.id and one.busy && other.busy
  where one.cancelled_at is null and other.cancelled_at is null
  union all
  select 'a student is in two places', count(*)
  from touched one
  join touched other on other.student = one.student and one.id < other.id and one.during && other.during
  where one.state in ('pending', 'confirmed') and other.state in ('pending', 'confirmed')
  union all
  select 'an appointment counts other seats than its bookings have', count(*)
  from standing where standing.seats_taken <> standing.sat or standing.sat > standing.seats
  union all
  select 'an active booking has an appointment that is cancelled', count(*)
  from standing where standing.cancelled_at is not null and standing.active > 0
  union all
  select 'a booking stands at another time than its appointment', count(*)
  from standing where standing.elsewhere > 0
  union all
  select 'an appointment with a confirmed booking runs out, or one with holds alone does not', count(*)
  from standing
  where standing.cancelled_at is null and standing.sat > 0
    and ((standing.held_until is null) <> standing.for_good or standing.held_until < standing.held)
  union all
  select 'a time is kept for longer than the last of its holds', count(*)
  from standing where standing.cancelled_at is null and standing.sat > 0 and standing.held_until > standing.kept
$$;
