-- Holds a seat that was just taken of an appointment for somebody who waits, and tells them: when it is their mail's turn, or when their
-- night is over; and then its time begins.
create function app.make_offer(p_wait app.waits, p_type app.appointment_types, p_appointment_id uuid, p_starts_at timestamptz) returns app.bookings
language plpgsql
as $$
declare
  v_times tstzrange := app.offer_times(p_wait, p_type, p_starts_at);
  v_addressee uuid := md5(p_wait.email)::uuid;
  v_planned_at timestamptz := app.mail_turn('offered', v_addressee);
  v_booking app.bookings;
begin
  update app.waits wait set state = 'offered' where wait.id = p_wait.id;
  insert into app.bookings (appointment_id, state, held_until, extensions_left, during, wait_id)
  values (
    p_appointment_id, 'held', upper(v_times), 0,
    tstzrange(p_starts_at, p_starts_at + make_interval(mins => p_type.duration_minutes)), p_wait.id
  )
  returning * into v_booking;
  -- Its turn is now, whenever it is sent: or all that comes meanwhile would have to wait for it.
  insert into app.mails (wait_id, kind, recipient, addressee, planned_at, due_at)
  values (p_wait.id, 'offered', 'booker', v_addressee, v_planned_at, greatest(v_planned_at, lower(v_times)));
  return v_booking;
end
$$;
