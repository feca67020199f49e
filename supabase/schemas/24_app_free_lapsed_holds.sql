-- Frees seats whose hold has run out, where somebody wants that time; of one type alone where it is given. Says whether
-- there was any.
create function app.free_lapsed_holds(p_teacher_id uuid, p_busy tstzrange, p_type_id uuid default null) returns boolean
language plpgsql
as $$
declare
  -- First the locks, in one order; then, below, a look at what still stands once they are ours.
  v_appointments uuid[] := array(
    select appointment.id
    from app.appointments appointment
    where appointment.teacher_id = free_lapsed_holds.p_teacher_id
      and appointment.busy && free_lapsed_holds.p_busy
      and appointment.cancelled_at is null
      and (p_type_id is null or appointment.appointment_type_id = p_type_id)
      and exists (
        select from app.bookings booking
        where booking.appointment_id = appointment.id and booking.state = 'held' and booking.held_until <= now()
      )
    order by appointment.id
    for update of appointment
  );
begin
  if v_appointments = '{}' then
    return false;
  end if;
  with expired as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = any (v_appointments)
      and booking.state = 'held' and booking.held_until <= now()
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
