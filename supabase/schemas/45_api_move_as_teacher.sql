-- Gives a booking another time by its teacher or the school's office, whatever the rules and the cutoff: all that stands in its
-- appointment moves as one, and a booking of a series by itself. p_from is when it began as whoever asks saw it. Each booker is told
-- once, with p_message; what it frees is offered to nobody by this act, as with cancel_as_teacher. Where it is already, it is left,
-- with nobody told: asking again does no harm.
-- Gives {moved: [ids], starts_at, ends_at, teacher}: who was told, and whose slots changed.
-- Refuses: DNIED, NTFND for what is not in one's charge, STALE where it began at another time, was cancelled or somebody joined just
-- now, CLOSD for what has begun or would have, TAKEN by what stands there or while somebody holds a seat in it, CLASH.
create function api.move_as_teacher(
  p_user_id uuid, p_booking_id uuid, p_from timestamptz, p_starts_at timestamptz, p_message text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teachers uuid[] := app.in_charge_of(move_as_teacher.p_user_id);
  v_appointment app.appointments;
  v_booking app.bookings;
  v_bookers text[];
  v_moved uuid[] := '{}';
begin
  select appointment.* into v_appointment
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = p_booking_id and booking.state not in ('held', 'expired') and appointment.teacher_id = any (v_teachers);
  if not found then
    perform app.refuse('NTFND', 'no such booking in your charge');
  end if;
  perform app.share_rules(app.teacher_of(v_appointment.id));
  -- The bookers' turns before any seat's, as in book_slot; of many in one order.
  v_bookers := array(
    select distinct booking.email from app.bookings booking
    where booking.appointment_id = v_appointment.id and booking.state in ('pending', 'confirmed')
    order by booking.email
  );
  perform app.lock_booker(known.email) from unnest(v_bookers) with ordinality as known (email, nth) order by known.nth;
  -- Nor does a booking move or a series lock by time meanwhile.
  perform app.lock_series(v_appointment.teacher_id);
  v_appointment := app.lock_shift(v_appointment, p_starts_at);
  select * into v_booking from app.bookings booking where booking.id = p_booking_id;

  if v_booking.state in ('cancelled', 'declined') or v_booking.appointment_id <> v_appointment.id then
    perform app.refuse('STALE', 'cancelled or moved by now');
  elsif lower(v_booking.during) <> p_starts_at then
    if lower(v_booking.during) <> p_from then
      perform app.refuse('STALE', 'it begins at another time by now');
    elsif lower(v_booking.during) <= now() then
      perform app.refuse('CLOSD', 'it has begun');
    elsif p_starts_at <= now() then
      perform app.refuse('CLOSD', 'it would have begun');
    -- Who confirmed a hold only now has not been waited for, and whoever moves it has not seen them.
    elsif exists (
      select from app.bookings booking
      where booking.appointment_id = v_appointment.id and booking.state in ('pending', 'confirmed')
        and booking.email <> all (v_bookers)
    ) then
      perform app.refuse('STALE', 'somebody joined meanwhile');
    end if;
    v_moved := app.shift_appointment(v_appointment, p_starts_at, p_message);
  end if;
  return jsonb_build_object(
    'moved', v_moved, 'starts_at', p_starts_at, 'ends_at', p_starts_at + (upper(v_booking.during) - lower(v_booking.during)),
    'teacher', app.teacher_of(v_appointment.id)
  );
end
$$;
