-- Lapses up to p_limit requests that nobody has decided in time, the longest ago first: their seats are free from then on, and
-- not before, and their bookers are told. Gives {lapsed, teachers}: how many, and whose slots changed.
create function api.lapse_requests(p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_due uuid[] := array(
    select booking.id from app.bookings booking
    where booking.state = 'pending' and booking.decide_until <= now()
    order by booking.decide_until
    limit lapse_requests.p_limit
  );
  v_booking app.bookings;
  v_lapsed uuid[] := '{}';
begin
  -- The bookers' turns before any seat's, as in book_slot; of many in one order. What was decided meanwhile stands.
  perform app.lock_booker(known.email) from (
    select distinct booking.email from app.bookings booking where booking.id = any (v_due) order by booking.email
  ) as known;
  perform from app.appointments appointment
  where appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (v_due))
  order by appointment.id for update;
  for v_booking in
    select booking.* from app.bookings booking
    where booking.id = any (v_due) order by booking.decide_until, booking.id
  loop
    continue when v_booking.state <> 'pending';
    perform app.decline_booking(v_booking, null, p_lapses => true);
    v_lapsed := v_lapsed || v_booking.appointment_id;
  end loop;
  return jsonb_build_object('lapsed', cardinality(v_lapsed), 'teachers', array(
    select distinct app.teacher_of(changed) from unnest(v_lapsed) as changed
  ));
end
$$;
