-- What no constraint can say of one booker, under a lock that is the booker's own: CLASH when this student is
-- somewhere else then, LIMIT at the type's cap. Seats of lapsed and foreign holds do not count.
create function app.require_booker_free(p_type app.appointment_types, p_name text, p_email text, p_during tstzrange)
returns void
language plpgsql
as $$
declare
  v_type app.appointment_types := require_booker_free.p_type;
begin
  perform pg_advisory_xact_lock(hashtextextended(require_booker_free.p_email, 1));
  if exists (
    select from app.bookings booking
    where booking.student = md5(require_booker_free.p_email || E'\n' || lower(require_booker_free.p_name))::uuid
      and booking.during && require_booker_free.p_during
      and booking.state in ('pending', 'confirmed')
  ) then
    perform app.refuse('CLASH', 'this student has a booking at that time');
  end if;
  if v_type.booker_cap is not null and v_type.booker_cap <= (
    select count(*)
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = require_booker_free.p_email
      and booking.state in ('pending', 'confirmed')
      and appointment.appointment_type_id = v_type.id
      and appointment.ends_at > now()
  ) then
    perform app.refuse('LIMIT', 'as many bookings of this type as one booker may have');
  end if;
end
$$;
