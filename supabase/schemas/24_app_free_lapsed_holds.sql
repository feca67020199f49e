-- Frees seats whose hold has run out, where somebody wants that time. Says whether there was any.
-- Rows are locked in one order, bookings before appointments, as everywhere.
create function app.free_lapsed_holds(p_teacher_id uuid, p_busy tstzrange) returns boolean
language plpgsql
as $$
declare
  v_lapsed uuid[] := array(
    select booking.id
    from app.appointments appointment
    join app.bookings booking on booking.appointment_id = appointment.id
    where appointment.teacher_id = free_lapsed_holds.p_teacher_id
      and appointment.busy && free_lapsed_holds.p_busy
      and appointment.cancelled_at is null
      and booking.state = 'held' and booking.held_until <= now()
    order by booking.id
    for update of booking
  );
begin
  if v_lapsed = '{}' then
    return false;
  end if;
  with expired as (
    update app.bookings booking set state = 'expired'
    where booking.id = any (v_lapsed)
    returning booking.appointment_id
  ),
  freed as (
    select appointment_id, count(*)::integer as seats from expired group by appointment_id
  )
  update app.appointments appointment
  set seats_taken = appointment.seats_taken - freed.seats,
      cancelled_at = case when appointment.seats_taken = freed.seats then now() end
  from freed where appointment.id = freed.appointment_id;
  return true;
end
$$;
