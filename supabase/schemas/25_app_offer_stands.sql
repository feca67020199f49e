-- Whether the teacher's rules still offer the time of what is offered to somebody who waits: an offer may stand all night. That
-- the list is closed is no reason to take it back; and of an opening, that says itself who may book.
create function app.offer_stands(p_offer app.bookings) returns boolean
language plpgsql stable
as $$
declare
  v_type app.appointment_types;
  v_minutes integer := app.minutes_in(p_offer.during);
begin
  select type.* into v_type
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  where appointment.id = p_offer.appointment_id;
  if v_type.opening_id is not null then
    return true;
  end if;
  return v_type.retired_at is null
    and (v_minutes = v_type.duration_minutes or v_minutes = any (v_type.other_durations))
    and app.bookable_window(v_type) @> lower(p_offer.during)
    and app.is_offered(app.of_duration(v_type, v_minutes), lower(p_offer.during));
end
$$;
