-- Gives a held seat up. Doing so twice, or after it became a booking, changes nothing.
-- Gives the handle of the teacher whose slots changed, or null.
create function api.release_hold(p_booking_id uuid, p_link_version integer) returns text
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_booking app.bookings := app.lock_booking(release_hold.p_booking_id, release_hold.p_link_version);
begin
  if v_booking.id is null or v_booking.state <> 'held' then
    return null;
  end if;
  -- Or who was offered it would be the first who waits for it, once more.
  update app.waits wait set state = 'declined', given_up = lower(v_booking.during), gave_up_at = now()
  where wait.id = v_booking.wait_id;
  update app.bookings booking set state = 'expired' where booking.id = v_booking.id;
  perform app.give_back_seat(v_booking.appointment_id);
  return app.teacher_of(v_booking.appointment_id);
end
$$;
