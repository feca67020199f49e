-- Takes back what is offered, to somebody who waits, of locked appointments that are on their way to the clock of another zone, or of
-- a time that one of them needs there: an offer may stand all night, and a teacher cannot wait for it as for a hold. Whose it was
-- waits on, in the same place.
create function app.take_back_offers(p_teacher app.teachers, p_moving uuid[], p_time_zone text) returns void
language plpgsql
as $$
declare
  v_needed tstzmultirange := (
    select range_agg(tstzrange(lower(moving.busy) + shift.by, upper(moving.busy) + shift.by))
    from app.appointments moving
    cross join lateral (
      select app.instant_at(moving.starts_at at time zone p_teacher.time_zone, p_time_zone) - moving.starts_at as by
    ) as shift
    where moving.id = any (p_moving)
  );
  v_freed uuid[];
begin
  with back as (
    update app.bookings booking set state = 'expired'
    where booking.state = 'held' and booking.id = any (array(
      select offer.id
      from app.appointments appointment
      cross join lateral (
        select each.id, each.state, each.wait_id from app.bookings each
        where each.appointment_id = appointment.id offset 0
      ) as offer
      where offer.state = 'held' and offer.wait_id is not null and appointment.teacher_id = p_teacher.id
        and appointment.cancelled_at is null and (appointment.id = any (p_moving) or appointment.busy && v_needed)
    ))
    returning booking.appointment_id
  )
  select array_agg(back.appointment_id) into v_freed from back;
  perform app.give_back_seat(freed) from unnest(v_freed) as freed;
end
$$;
