-- Until when a hold keeps others away. What was offered and not taken is the next one's who waits: for five minutes more nobody
-- is shown it, and after them whoever comes for it has that found out.
create function app.blocked_until(p_booking app.bookings) returns timestamptz
language sql immutable
return p_booking.held_until + case when p_booking.wait_id is null then interval '0' else interval '5 minutes' end;
