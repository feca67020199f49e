-- What stands of a teacher's time to come and is not offered any more: of what the teacher has said to keep (p_is_kept), or of
-- all the rest. Gives its appointments, each with the name of its type.
-- That is where its start is not offered, its day is none of its type's dates, it lasts as its type does not any more, or its
-- type was retired. A day with more of them than a new cap allows is not: none of them is the one too many.
-- Each type's starts are computed once for all of its appointments.
create function app.unoffered(p_teacher_id uuid, p_is_kept boolean)
returns table (id uuid, starts_at timestamptz, ends_at timestamptz, type text)
language sql stable
as $$
  with coming as materialized (
    select appointment.id, appointment.appointment_type_id as type_id, appointment.starts_at, appointment.ends_at,
      app.minutes_in(tstzrange(appointment.starts_at, appointment.ends_at)) as minutes
    from app.appointments appointment
    where appointment.teacher_id = unoffered.p_teacher_id
      and appointment.busy && tstzrange(now(), null)
      and appointment.cancelled_at is null
      and appointment.starts_at > now()
      and appointment.is_kept = unoffered.p_is_kept
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
  select coming.id, coming.starts_at, coming.ends_at, (kinds.type).name
  from coming
  join kinds on kinds.type_id = coming.type_id and kinds.minutes = coming.minutes
  where not exists (
    select from offered
    where offered.type_id = coming.type_id and offered.minutes = coming.minutes and offered.starts_at = coming.starts_at
  )
$$;
