-- Cancels a booking by its own link, in time (app.cancel_until); what is only asked for, at any time. Twice is once,
-- and what its teacher has declined meanwhile stays so. p_reason is what its teacher is told of it, or null; the first stands.
-- Gives {state, starts_at, teacher}: how it stands, and whose slots changed. Refuses: NTFND, LATE0.
create function api.cancel_booking(p_booking_id uuid, p_link_version integer, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_email text;
  v_booking app.bookings;
  v_cutoff_minutes integer;
begin
  select booking.email into v_email from app.bookings booking
  where booking.id = cancel_booking.p_booking_id and booking.link_version = cancel_booking.p_link_version;
  -- What is nobody's yet is confirmed in this very moment at most, and then without a turn to wait for.
  if v_email is null then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(v_email);
  v_booking := app.lock_booking(cancel_booking.p_booking_id, cancel_booking.p_link_version);
  if v_booking.id is null or v_booking.state not in ('pending', 'confirmed', 'cancelled', 'declined') then
    perform app.refuse('NTFND', 'no such booking');
  end if;

  if v_booking.state = 'confirmed' then
    select type.cutoff_minutes into v_cutoff_minutes
    from app.appointments appointment
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where appointment.id = v_booking.appointment_id;
    if app.cancel_until(v_booking, v_cutoff_minutes) < now() then
      perform app.refuse('LATE0', 'inside the cutoff');
    end if;
  end if;
  if v_booking.state in ('pending', 'confirmed') then
    perform app.withdraw_booking(v_booking, false, cancel_booking.p_reason);
    v_booking.state := 'cancelled';
  end if;
  return jsonb_build_object(
    'state', v_booking.state, 'starts_at', lower(v_booking.during), 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;
