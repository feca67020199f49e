-- The days, by the teacher's clock, from the first on which they cancelled or declined something in the act that took a booking to the
-- last: whoever clears a week wants nobody in it, also on a day with nothing to cancel. What was cancelled is read by its index,
-- sixty days around.
create function app.cleared_with(p_booking app.bookings, p_teacher app.teachers) returns tstzmultirange
language plpgsql stable
as $$
declare
  v_start timestamptz := lower(p_booking.during);
begin
  return (
    select tstzmultirange(tstzrange(
      app.instant_at(min(cleared.day)::timestamp, p_teacher.time_zone),
      app.instant_at((max(cleared.day) + 1)::timestamp, p_teacher.time_zone)
    ))
    from (
      select (v_start at time zone p_teacher.time_zone)::date as day
      union all
      select (other.starts_at at time zone p_teacher.time_zone)::date
      from app.appointments other
      where other.teacher_id = p_teacher.id and other.cancelled_at is not null
        and other.cancelled_at = coalesce(p_booking.cancelled_at, p_booking.decided_at)
        and other.starts_at between v_start - interval '60 days' and v_start + interval '60 days'
    ) as cleared
  );
end
$$;
