-- Whether somebody who waits may be offered a time of a type at all: one at a time, none that they could not confirm, none once
-- they have found one by themselves, and none for an hour where they could not be told of the last one.
create function app.may_be_offered(p_wait app.waits, p_type app.appointment_types) returns boolean
language plpgsql stable
as $$
begin
  return not exists (
      select from app.waits other
      where other.email = p_wait.email and other.appointment_type_id = p_type.id
        and lower(other.person_name) = lower(p_wait.person_name) and other.state = 'offered'
    )
    and not app.has_found(p_wait)
    and (p_wait.untold_at is null or p_wait.untold_at <= now() - interval '1 hour')
    -- Nobody hears of it where mails come back.
    and not exists (
      select from app.mail_wishes wish where wish.addressee = md5(p_wait.email)::uuid and wish.bounced_at is not null
    )
    and (p_type.no_show_limit is null or p_type.no_show_limit > app.missed_with(p_type.teacher_id, p_wait.email))
    and (p_type.booker_cap is null or p_type.booker_cap > (
      select count(*)
      from app.bookings booking
      join app.appointments appointment on appointment.id = booking.appointment_id
      where booking.email = p_wait.email and booking.state in ('pending', 'confirmed')
        and appointment.appointment_type_id = p_type.id and appointment.ends_at > now()
    ));
end
$$;
