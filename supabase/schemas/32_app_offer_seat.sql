-- Offers the seat that somebody has just left in a locked appointment to the first who waits for it: it is never free between
-- the two. Says whether anybody does. Nothing is waited for: while the teacher edits their rules, and where they do not offer
-- that time any more, the seat is simply free, and api.offer_seats finds who waits for it.
create function app.offer_seat(p_appointment_id uuid) returns boolean
language plpgsql
as $$
declare
  v_appointment app.appointments;
  v_type app.appointment_types;
  v_wait app.waits;
begin
  if current_setting('firstbell.offers', true) = 'off' then
    return false;
  end if;
  -- Of most types nobody waits for anything.
  select * into v_appointment from app.appointments appointment
  where appointment.id = offer_seat.p_appointment_id and exists (
    select from app.waits wait
    where wait.appointment_type_id = appointment.appointment_type_id and wait.state = 'waiting'
  );
  if not found then
    return false;
  end if;
  select type.* into v_type from app.appointment_types type where type.id = v_appointment.appointment_type_id;
  if not pg_try_advisory_xact_lock_shared(hashtextextended(app.teacher_of(p_appointment_id), 6)) then
    return false;
  end if;
  v_type := app.waited_type(v_type, app.minutes_in(tstzrange(v_appointment.starts_at, v_appointment.ends_at)));
  if v_type.id is null or v_appointment.seats > v_type.seats
    or not app.bookable_window(v_type) @> v_appointment.starts_at
    or not app.is_offered(v_type, v_appointment.starts_at)
    or app.is_over_cap(v_type, v_appointment.starts_at) then
    return false;
  end if;
  v_wait := app.next_in_line(v_type, v_appointment.starts_at);
  if v_wait.id is null then
    return false;
  end if;
  perform app.make_offer(v_wait, v_type, p_appointment_id, v_appointment.starts_at);
  return true;
end
$$;
