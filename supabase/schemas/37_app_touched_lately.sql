-- Bookings that somebody did something with since p_since, by what is noted of it: the last p_most of each kind at most, so that
-- looking at them costs the same at a rush as at night.
create function app.touched_lately(p_since timestamptz, p_most integer) returns uuid[]
language sql stable
as $$
  select array(
    (
      select request.booking_id from app.requests request
      where request.answered_at >= p_since and request.answer is not null and request.booking_id is not null
      order by request.answered_at desc limit p_most
    )
    union
    select entry.subject_id
    from (
      select noted.subject_id, noted.subject_kind from app.audit noted
      where noted.at >= p_since order by noted.at desc limit p_most
    ) as entry
    where entry.subject_kind = 'booking'
    union
    -- Holds that have just run out, whoever noticed.
    (
      select booking.id from app.bookings booking
      where booking.confirmed_at is null and booking.held_until is not null and booking.held_until between p_since and now()
      order by booking.held_until desc limit p_most
    )
    union
    -- What is offered to who waits was asked for by nobody.
    (
      select booking.id from app.bookings booking
      where booking.wait_id is not null and booking.state = 'held' and booking.held_until >= p_since
      order by booking.held_until desc limit p_most
    )
  )
$$;
