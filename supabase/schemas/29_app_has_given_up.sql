-- Whether somebody who waits has given that very start up: it was offered to them and not taken, or they had it until it was
-- cancelled or declined, or they moved away from it. Others get it, but for a wish of just this start that is younger than that.
create function app.has_given_up(p_wait app.waits, p_starts_at timestamptz) returns boolean
language plpgsql stable
as $$
declare
  v_since timestamptz := case when p_wait.kind = 'slot' then p_wait.created_at else '-infinity' end;
begin
  return exists (
    select from app.waits other
    where other.email = p_wait.email and lower(other.person_name) = lower(p_wait.person_name)
      and other.appointment_type_id = p_wait.appointment_type_id
      and other.given_up = p_starts_at and other.gave_up_at > v_since
  ) or exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_wait.email and lower(booking.name) = lower(p_wait.person_name)
      and booking.state in ('cancelled', 'declined') and lower(booking.during) = p_starts_at
      and coalesce(booking.cancelled_at, booking.decided_at) > v_since
      and appointment.appointment_type_id = p_wait.appointment_type_id
  ) or exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.email = p_wait.email and lower(booking.name) = lower(p_wait.person_name)
      and booking.state in ('pending', 'confirmed', 'completed', 'no_show') and booking.moved_from = p_starts_at
      and not booking.moved_by_teacher and booking.moved_at > v_since
      and appointment.appointment_type_id = p_wait.appointment_type_id
  );
end
$$;
