-- Offers the seat out of which a booking has just moved to the first who waits for it, in the same commit: of an appointment that
-- stands, one of its seats, else its time, which nobody else can have before this is over. Where its new time is in the way of
-- the old one, or nobody waits, it is as it was.
create function app.offer_left_seat(p_appointment_id uuid) returns void
language plpgsql
as $$
declare
  v_left app.appointments;
  v_id uuid;
begin
  select * into v_left from app.appointments appointment
  where appointment.id = offer_left_seat.p_appointment_id and exists (
    select from app.waits wait
    where wait.appointment_type_id = appointment.appointment_type_id and wait.state = 'waiting'
  );
  if not found then
    return;
  elsif v_left.cancelled_at is null then
    update app.appointments appointment set seats_taken = appointment.seats_taken + 1
    where appointment.id = v_left.id and appointment.seats_taken < appointment.seats
    returning appointment.id into v_id;
  else
    insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats)
    values (v_left.teacher_id, v_left.appointment_type_id, v_left.starts_at, v_left.ends_at, v_left.busy, v_left.seats)
    on conflict on constraint appointments_never_overlap do nothing
    returning id into v_id;
  end if;
  if v_id is not null then
    perform app.give_back_seat(v_id);
    if v_id <> v_left.id and not exists (select from app.bookings booking where booking.appointment_id = v_id) then
      -- Nobody ever sat there.
      delete from app.appointments appointment where appointment.id = v_id;
    end if;
  end if;
end
$$;
