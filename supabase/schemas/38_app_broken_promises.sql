-- Laws of what people were told, and of whose turn it was, of these bookings.
create function app.broken_promises(p_bookings uuid[]) returns table (law text, broken bigint)
language sql stable
as $$
  with touched as materialized (
    select booking.* from app.bookings booking where booking.id = any (p_bookings)
  ),
  -- Which mails there have to be of what has just happened; those from long ago may be forgotten by now.
  owed as materialized (
    select booking.id, booking.series_id, booking.email, due.kind
    from touched booking
    cross join lateral (
      values
        ('confirmed', booking.state = 'confirmed', booking.confirmed_at),
        ('cancelled', booking.state = 'cancelled', booking.cancelled_at),
        ('moved', booking.moves > 0, booking.moved_at),
        ('requested', booking.state = 'pending', booking.created_at)
    ) as due (kind, is_due, since)
    -- Who was erased is written to no more, and the synthetic booker never.
    where due.is_due and due.since > now() - interval '2 days' and booking.email is not null
      and not app.is_synthetic(booking.id, booking.email)
  )
  select 'what was answered as booked is not there', count(*)
  from unnest(p_bookings) as answered (id) where not exists (select from touched where touched.id = answered.id)
  union all
  -- By the address, in either of its two turns: of a booking alone there is no index, which every booking would pay for.
  select 'a booking lacks its mail', count(*)
  from owed
  where not exists (
    select from app.mails mail
    where mail.addressee = any (array[md5(owed.email)::uuid, md5('teacher ' || owed.email)::uuid])
      and mail.kind = owed.kind::app.mail_kind
      and (mail.booking_id = owed.id or mail.booking_id = any (array(
        select sibling.id from app.bookings sibling where sibling.series_id = owed.series_id
      )))
  )
  union all
  select 'who waits is offered a seat that is not theirs, or has taken one that is still offered', count(*)
  from touched booking
  join app.waits wait on wait.id = booking.wait_id
  where booking.state = 'held' and wait.state <> 'offered'
    or booking.state in ('pending', 'confirmed') and wait.state <> 'taken'
  union all
  select 'a ticket has more seats than it is good for', count(*)
  from (select distinct booking.ticket_id from touched booking where booking.ticket_id is not null) as used
  join app.tickets ticket on ticket.id = used.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  -- By the most that it was ever good for: who lowers it later takes nobody's time.
  where app.booked_by_ticket(used.ticket_id, null) > greatest(opening.bookings_each, (
    select max((event.detail ->> 'bookings_each')::integer) from app.opening_events event
    where event.opening_id = opening.id and event.kind = 'saved'
  ))
  union all
  select 'a seat was taken in an opening before it opened, or by who was never let in', count(*)
  from touched booking
  join app.tickets ticket on ticket.id = booking.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  where booking.created_at < opening.opens_at or ticket.admitted_at is null
$$;
