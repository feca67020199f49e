-- A booking of a date, a duration or a type that is offered no more is shown to its teacher.

-- Bookings to come that a teacher's rules would not offer any more, and that the teacher has not said to keep: by start,
-- [{id, starts_at, ends_at, type, name, email}]. At most 200: those after them come when these are settled.
-- That is where its start is not offered, its day is none of its type's dates, it lasts as its type does not any more, or its
-- type was retired. A day with more of them than a new cap allows is not: none of them is the one too many.
-- Each type's starts are computed once for all of its bookings.
create or replace function app.outside(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  with coming as materialized (
    select appointment.id, appointment.appointment_type_id as type_id, appointment.starts_at, appointment.ends_at,
      app.minutes_in(tstzrange(appointment.starts_at, appointment.ends_at)) as minutes
    from app.appointments appointment
    where appointment.teacher_id = outside.p_teacher_id
      and appointment.busy && tstzrange(now(), null)
      and appointment.cancelled_at is null
      and appointment.starts_at > now()
      and not appointment.is_kept
  ),
  -- Few, and each looked up by itself. Its days are those of its type, whatever the notice and the horizon: what was booked was
  -- booked in time.
  kinds as materialized (
    select kind.*, found.type,
      case when (found.type).dates is null then tstzrange(null, null) else app.window_at(found.type, '-infinity') end as days,
      (found.type).retired_at is null
        and kind.minutes = any ((found.type).duration_minutes || (found.type).other_durations) as still
    from (
      select coming.type_id, coming.minutes, min(coming.starts_at) as first, max(coming.starts_at) as last
      from coming group by coming.type_id, coming.minutes
    ) as kind
    cross join lateral (select type from app.appointment_types type where type.id = kind.type_id offset 0) as found
  ),
  offered as materialized (
    select kinds.type_id, kinds.minutes, start.starts_at
    from kinds
    cross join lateral app.offered_starts(
      app.of_duration(kinds.type, kinds.minutes), kinds.first, kinds.last + interval '1 microsecond'
    ) as start
    where kinds.still and kinds.days @> start.starts_at
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', found.id, 'starts_at', found.starts_at, 'ends_at', found.ends_at, 'type', found.type, 'name', found.name, 'email', found.email
  ) order by found.starts_at, found.name), '[]')
  from (
    select booking.id, coming.starts_at, coming.ends_at, (kinds.type).name as type, booking.name, booking.email
    from coming
    join kinds on kinds.type_id = coming.type_id and kinds.minutes = coming.minutes
    cross join lateral (
      select each.id, each.name, each.email from app.bookings each
      where each.appointment_id = coming.id and each.state in ('pending', 'confirmed')
      offset 0
    ) as booking
    where not exists (
      select from offered
      where offered.type_id = coming.type_id and offered.minutes = coming.minutes and offered.starts_at = coming.starts_at
    )
    order by coming.starts_at
    limit 200
  ) as found
$$;
