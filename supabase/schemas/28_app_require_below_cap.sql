-- What no constraint can say of one booker: LIMIT past the type's cap, where it has one, with so many more. Holds are nobody's yet and do not count.
create function app.require_below_cap(p_type app.appointment_types, p_email text, p_wanted integer default 1) returns void
language plpgsql
as $$
begin
  if require_below_cap.p_type.booker_cap < p_wanted + (
    select count(*)
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = require_below_cap.p_email
      and booking.state in ('pending', 'confirmed')
      and appointment.appointment_type_id = require_below_cap.p_type.id
      and appointment.ends_at > now()
  ) then
    perform app.refuse('LIMIT', 'as many bookings of this type as one booker may have');
  end if;
end
$$;
