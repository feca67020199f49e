-- Gives a held seat up. Doing so twice, or after it became a booking, changes nothing.
create function api.release_hold(p_booking_id uuid, p_link_version integer) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_appointment_id uuid;
begin
  update app.bookings booking set state = 'expired'
  where booking.id = release_hold.p_booking_id
    and booking.link_version = release_hold.p_link_version
    and booking.state = 'held'
  returning booking.appointment_id into v_appointment_id;
  if found then
    perform app.give_back_seat(v_appointment_id);
  end if;
end
$$;
