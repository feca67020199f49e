-- The slots in [p_from, p_until) that a booking could move to: those of its type that are as long and free, or would be without it;
-- the first 15 days of it that can be booked now, or when it opens.
-- Gives [{starts_at, ends_at, seats_left}]. Refuses: NTFND.
create function api.list_moves(p_booking_id uuid, p_link_version integer, p_from timestamptz, p_until timestamptz) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booking app.bookings;
  v_type app.appointment_types;
  v_leaving uuid;
  v_asked tstzrange := 'empty';
begin
  select * into v_booking from app.bookings booking
  where booking.id = list_moves.p_booking_id and booking.link_version = list_moves.p_link_version and booking.state = 'confirmed';
  if not found then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = v_booking.appointment_id;
  -- Alone in it, the booking takes its appointment along.
  select appointment.id into v_leaving from app.appointments appointment
  where appointment.id = v_booking.appointment_id and appointment.seats_taken = 1;
  if app.offers_to_move(v_booking, v_type) and not app.has_closed(v_type) then
    v_type.duration_minutes := app.minutes_in(v_booking.during);
    v_asked := app.window_at(v_type, greatest(now(), app.opens_at(v_type))) * tstzrange(p_from, greatest(p_from, p_until));
  end if;
  if isempty(v_asked) then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(
      jsonb_build_object('starts_at', free.starts_at, 'ends_at', free.ends_at, 'seats_left', free.seats_left)
      order by free.starts_at
    ), '[]')
    from app.free_slots(
      v_type, lower(v_asked), least(upper(v_asked), lower(v_asked) + interval '360 hours'), v_leaving
    ) as free
    where free.starts_at <> lower(v_booking.during)
  );
end
$$;
