-- Cancels what api.cancel_as_teacher means, in the name of who is in charge of these teachers. Gives its answer.
-- Refuses: DNIED, NTFND, STALE, CLOSD, LIMIT.
create function app.cancel_meant(
  p_teachers uuid[], p_user_id uuid, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text,
  p_begins timestamptz[]
) returns jsonb
language plpgsql
as $$
declare
  v_appointments uuid[];
  v_booking app.bookings;
  v_cancelled uuid[] := '{}';
begin
  v_appointments := app.appointments_meant(p_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
  if (
    select count(*) from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
  ) > 500 and p_booking_ids is null then
    perform app.refuse('LIMIT', 'more than 500 bookings');
  end if;
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. Who confirms a hold only now has not been
  -- waited for: nothing is locked after the seats, and at worst their mail comes within the minute.
  perform app.lock_booker(known.email) from (
    select distinct booking.email from app.bookings booking
    where booking.appointment_id = any (v_appointments) and booking.state in ('pending', 'confirmed')
      and (p_booking_ids is null or booking.id = any (p_booking_ids))
    order by booking.email
  ) as known;
  -- Nor does a series of theirs lock by time meanwhile what is locked here by id, or one of them move.
  perform app.lock_series(whose.teacher_id) from (
    select distinct appointment.teacher_id from app.appointments appointment
    where appointment.id = any (v_appointments)
    order by appointment.teacher_id
  ) as whose;
  if v_appointments <> '{}' then
    -- What moved until then is where it is now.
    v_appointments := app.appointments_meant(p_teachers, p_user_id, p_booking_ids, p_teacher, tstzrange(p_from, p_until));
  end if;
  perform from app.appointments appointment
  where appointment.id = any (v_appointments) order by appointment.id for update;

  if p_booking_ids is null then
    -- Or what is taken back from who waits would be theirs again, and what the teacher cannot give be given to others.
    perform set_config('firstbell.offers', 'off', true);
  end if;
  for v_booking in
    select booking.* from app.bookings booking
    where booking.appointment_id = any (v_appointments)
      and case
        when p_booking_ids is null then booking.state in ('held', 'pending', 'confirmed')
        else booking.id = any (p_booking_ids) and booking.state not in ('held', 'expired')
      end
    order by booking.during, booking.id
  loop
    if v_booking.state = 'held' then
      update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
      perform app.give_back_seat(v_booking.appointment_id);
      continue;
    elsif v_booking.state not in ('cancelled', 'declined') then
      if lower(v_booking.during) <> p_begins[array_position(p_booking_ids, v_booking.id)] then
        perform app.refuse('STALE', 'it begins at another time by now');
      elsif lower(v_booking.during) <= now() then
        perform app.refuse('CLOSD', 'it has begun');
      end if;
      if v_booking.state = 'pending' then
        perform app.decline_booking(v_booking, p_reason);
      else
        perform app.withdraw_booking(v_booking, true, p_reason);
      end if;
    end if;
    v_cancelled := v_cancelled || v_booking.id;
  end loop;
  if not v_cancelled @> p_booking_ids then
    perform app.refuse('NTFND', 'one of these bookings is none, or is not in your charge');
  end if;

  return jsonb_build_object('cancelled', v_cancelled, 'teachers', array(
    select distinct app.teacher_of(changed) from unnest(v_appointments) as changed
  ));
end
$$;
