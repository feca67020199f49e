-- What became of a teacher's time, by the weeks of their calendar: p_weeks_back before this one, this one, and p_weeks_ahead
-- after it. What was offered is told by the rules as they are now, whether or not it could be booked yet.
-- Gives {weeks: [{monday, offered_minutes, booked_minutes, came, missed, unmarked, cancelled, coming}], leads: [{days, bookings}]
-- by how long before they were booked, from 0, 1, 2, 4, 8, 15 and 31 days on, and types: [{name, bookings, minutes}], most
-- booked first; leads and types without what was cancelled. Refuses: DNIED.
create function api.desk_figures(p_user_id uuid, p_weeks_back integer, p_weeks_ahead integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(desk_figures.p_user_id);
  v_monday date := date_trunc('week', app.today_of(v_teacher))::date;
  v_from timestamptz := (v_monday - 7 * p_weeks_back)::timestamp at time zone v_teacher.time_zone;
  v_until timestamptz := (v_monday + 7 * (p_weeks_ahead + 1))::timestamp at time zone v_teacher.time_zone;
begin
  return (
    with booked as materialized (
      select booking.state, appointment.id, appointment.starts_at, appointment.ends_at,
        type.name as type, floor(extract(epoch from appointment.starts_at - coalesce(booking.confirmed_at, booking.created_at)) / 86400) as lead
      from app.appointments_in(array[v_teacher.id], tstzrange(v_from, v_until)) as appointment
      join app.bookings booking on booking.appointment_id = appointment.id
      join app.appointment_types type on type.id = appointment.appointment_type_id
      where booking.state in ('pending', 'confirmed', 'cancelled', 'completed', 'no_show')
    ),
    taken as materialized (
      select coalesce(range_agg(tstzrange(booked.starts_at, booked.ends_at)), '{}') as times
      from booked where booked.state <> 'cancelled'
    ),
    offered as materialized (
      select taken.times + coalesce((
        select range_agg(tstzrange(start.starts_at, start.ends_at))
        from app.appointment_types type
        -- On its dates, where it has some; whatever its notice and its horizon.
        cross join lateral (
          select case when type.dates is null then tstzrange(null, null) else app.window_at(type, '-infinity') end as days
          offset 0
        ) as shown
        cross join lateral app.offered_starts(type, v_from, v_until) as start
        where type.teacher_id = v_teacher.id and type.retired_at is null and shown.days @> start.starts_at
      ), '{}') as times
      from taken
    ),
    weeks as (
      select monday::date, tstzrange(
        monday at time zone v_teacher.time_zone, (monday + interval '7 days') at time zone v_teacher.time_zone
      ) as span
      from generate_series(
        (v_monday - 7 * p_weeks_back)::timestamp, (v_monday + 7 * p_weeks_ahead)::timestamp, interval '7 days'
      ) as monday
    )
    select jsonb_build_object(
      'weeks', (
        select jsonb_agg(jsonb_build_object(
          'monday', weeks.monday,
          'offered_minutes', app.minutes_of(offered.times, weeks.span), 'booked_minutes', app.minutes_of(taken.times, weeks.span),
          'came', counted.came, 'missed', counted.missed, 'unmarked', counted.unmarked,
          'cancelled', counted.cancelled, 'coming', counted.coming
        ) order by weeks.monday)
        from weeks cross join offered cross join taken
        cross join lateral (
          select
            count(*) filter (where booked.state = 'completed') as came,
            count(*) filter (where booked.state = 'no_show') as missed,
            count(*) filter (where booked.state = 'cancelled') as cancelled,
            count(*) filter (where booked.state in ('pending', 'confirmed') and booked.ends_at <= now()) as unmarked,
            count(*) filter (where booked.state in ('pending', 'confirmed') and booked.ends_at > now()) as coming
          from booked where booked.starts_at <@ weeks.span
        ) as counted
      ),
      'leads', (
        select jsonb_agg(jsonb_build_object('days', step.days, 'bookings', (
          select count(*) from booked
          where booked.state <> 'cancelled' and greatest(booked.lead, 0) >= step.days
            and (step.next is null or greatest(booked.lead, 0) < step.next)
        )) order by step.days)
        from (
          select days, lead(days) over (order by days) as next from unnest(array[0, 1, 2, 4, 8, 15, 31]) as days
        ) as step
      ),
      'types', (
        select coalesce(jsonb_agg(jsonb_build_object('name', kind.name, 'bookings', kind.bookings, 'minutes', kind.minutes)
          order by kind.bookings desc, kind.name), '[]')
        from (
          select booked.type as name, count(*) as bookings, (
            select sum(extract(epoch from each.ends_at - each.starts_at))::integer / 60 from (
              select distinct one.id, one.starts_at, one.ends_at from booked as one
              where one.type = booked.type and one.state <> 'cancelled'
            ) as each
          ) as minutes
          from booked where booked.state <> 'cancelled' group by booked.type
        ) as kind
      )
    )
  );
end
$$;
