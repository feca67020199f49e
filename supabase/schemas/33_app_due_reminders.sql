-- The reminders that are due by p_until and not planned yet. Whoever booked, or was told of another time, only when one would
-- have gone already gets it no more; nor does one go that is late by half of its time, or by two hours.
create function app.due_reminders(p_until timestamptz)
returns table (booking_id uuid, email text, starts_at timestamptz, minutes_before integer, due_at timestamptz)
language plpgsql stable
as $$
begin
  return query
  -- Each booking is looked at by its indexes (offset 0 keeps it so): however many there are, few are due at once.
  -- What types have of them, from one to the next by the index.
  with recursive kinds as (
    select '{}'::integer[] as minutes
    union all
    select (
      select type.reminder_minutes from app.appointment_types type
      where type.reminder_minutes > kinds.minutes order by type.reminder_minutes limit 1
    )
    from kinds where kinds.minutes is not null
  ),
  leads as (
    select distinct lead.minutes, make_interval(mins => lead.minutes) as before,
      make_interval(mins => least(lead.minutes / 2, 120)) as late
    from kinds cross join unnest(kinds.minutes) as lead (minutes)
  )
  select booking.id, booking.email::text, lower(booking.during), leads.minutes, lower(booking.during) - leads.before
  from leads
  cross join lateral (
    select each.* from app.bookings each
    where lower(each.during) > now() + leads.before - leads.late and lower(each.during) <= p_until + leads.before
      and each.state = 'confirmed' and coalesce(each.confirmed_at, each.created_at) < lower(each.during) - leads.before
    offset 0
  ) as booking
  cross join lateral (
    select type.reminder_minutes from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = booking.appointment_id
    offset 0
  ) as type
  where leads.minutes = any (type.reminder_minutes)
    and not exists (
      select from app.mails mail
      where mail.booking_id = booking.id and mail.starts_at = lower(booking.during) and mail.minutes_before = leads.minutes
      offset 0
    )
    and not exists (
      select from app.mails mail
      where mail.booking_id = booking.id and mail.kind = 'moved' and mail.created_at >= lower(booking.during) - leads.before
      offset 0
    )
    and booking.email is not null and app.wants_reminders(booking.email);
end
$$;
