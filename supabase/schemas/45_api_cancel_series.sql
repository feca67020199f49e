-- Cancels the coming dates of a series by the link of any of them, but for those that it is too late
-- for (app.cancel_until). Twice is once. p_reason is what its teacher is told of it, or null.
-- Gives {cancelled, left, teacher}: how many dates were cancelled, how many could not be any more, whose slots changed.
-- Refuses: NTFND where it is no series; LATE0 where there are dates to come, and all of them too soon.
create function api.cancel_series(p_booking_id uuid, p_link_version integer, p_reason text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_type app.appointment_types;
  v_wanted uuid[];
  v_left integer;
begin
  select * into v_booking from app.bookings booking
  where booking.id = cancel_series.p_booking_id and booking.link_version = cancel_series.p_link_version;
  if v_booking.series_id is null then
    perform app.refuse('NTFND', 'no such series');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  perform app.lock_booker(v_booking.email);
  perform app.lock_series(v_type.teacher_id);
  perform from app.appointments appointment
  where appointment.id in (select booking.appointment_id from app.bookings booking where booking.series_id = v_booking.series_id)
  order by appointment.id for update;

  select
    array_agg(coming.id order by coming.during) filter (where not coming.is_late),
    count(*) filter (where coming.is_late)
  into v_wanted, v_left
  from (
    select booking.id, booking.during,
      app.cancel_until(booking, v_type.cutoff_minutes) < now() as is_late
    from app.bookings booking
    where booking.series_id = v_booking.series_id and booking.state = 'confirmed' and lower(booking.during) > now()
  ) as coming;
  if v_wanted is null and v_left > 0 then
    perform app.refuse('LATE0', 'inside the cutoff');
  elsif v_wanted is not null then
    update app.bookings booking set state = 'cancelled', cancelled_at = now(), cancel_reason = cancel_series.p_reason
    where booking.id = any (v_wanted);
    perform app.give_back_seat(booking.appointment_id) from app.bookings booking where booking.id = any (v_wanted);
    -- One mail tells of them all; a program hears of each.
    perform app.enqueue_mails(v_wanted[1], 'cancelled', v_booking.email);
    perform app.tell_hooks(other.id, 'cancelled') from unnest(v_wanted[2:]) with ordinality as other (id, nth) order by other.nth;
  end if;
  return jsonb_build_object(
    'cancelled', coalesce(cardinality(v_wanted), 0), 'left', v_left, 'teacher', app.teacher_of(v_booking.appointment_id)
  );
end
$$;
