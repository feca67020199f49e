-- Frees seats whose hold has run out, where somebody wants that time; of one type alone where it is given. Who waits for such a
-- seat comes before who has just come. Says whether there was any.
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
  v_freed uuid[];
begin
  if v_appointments = '{}' then
    return false;
  end if;
  with expired as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = any (v_appointments)
      and booking.state = 'held' and booking.held_until <= now()
    returning booking.appointment_id
  )
  select array_agg(expired.appointment_id) into v_freed from expired;
  perform app.give_back_seat(freed) from unnest(v_freed) as freed;
  return true;
end
$$;
