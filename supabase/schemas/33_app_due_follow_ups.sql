-- The follow-ups that are due by p_until and not planned yet, of what was not missed; as due_reminders gives them, with no
-- minutes_before. None goes that is late by two hours.
create function app.due_follow_ups(p_until timestamptz)
returns table (booking_id uuid, email text, starts_at timestamptz, minutes_before integer, due_at timestamptz)
language plpgsql stable
as $$
begin
  return query
  with recursive lags as (
    select 0 as minutes
    union all
    select (
      select type.follow_up_minutes from app.appointment_types type
      where type.follow_up_minutes > lags.minutes order by type.follow_up_minutes limit 1
    )
    from lags where lags.minutes is not null
  )
  select booking.id, booking.email::text, lower(booking.during), null::integer, upper(booking.during) + make_interval(mins => lags.minutes)
  from lags
  cross join lateral (
    select each.* from app.bookings each
    where upper(each.during) > now() - make_interval(mins => lags.minutes + 120)
      and upper(each.during) <= p_until - make_interval(mins => lags.minutes)
      and each.state in ('confirmed', 'completed')
    offset 0
  ) as booking
  cross join lateral (
    select type.follow_up_minutes from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = booking.appointment_id
    offset 0
  ) as type
  where lags.minutes > 0 and lags.minutes = type.follow_up_minutes
    and not exists (
      select from app.mails mail
      where mail.booking_id = booking.id and mail.starts_at = lower(booking.during) and mail.minutes_before is null
      offset 0
    )
    and booking.email is not null and app.wants_reminders(booking.email);
end
$$;
