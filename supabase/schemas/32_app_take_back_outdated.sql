-- Takes back one seat that is offered with a teacher, and whose time their rules do not offer any more: who was to have it waits
-- on, in the same place. Says whether there was any.
create function app.take_back_outdated(p_teacher_id uuid) returns boolean
language plpgsql
as $$
declare
  v_offer app.bookings;
begin
  select offer.* into v_offer
  from app.appointments appointment
  cross join lateral (
    select each.* from app.bookings each
    where each.appointment_id = appointment.id offset 0
  ) as offer
  where appointment.teacher_id = p_teacher_id and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
    and offer.state = 'held' and offer.wait_id is not null and offer.held_until > now() and not app.offer_stands(offer)
  limit 1;
  if not found then
    return false;
  end if;
  v_offer := app.lock_booking(v_offer.id, v_offer.link_version);
  -- Or it was taken in this very moment.
  if v_offer.state = 'held' then
    update app.bookings booking set state = 'expired' where booking.id = v_offer.id;
    perform app.give_back_seat(v_offer.appointment_id);
  end if;
  return true;
end
$$;
