-- The bookings of one booker take turns, before any row is locked: so that a cap can be counted, and so that nobody
-- who holds a seat ever waits for the same student's other booking.
create function app.lock_booker(p_email text) returns void
language plpgsql
as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(lock_booker.p_email, 1));
end
$$;
