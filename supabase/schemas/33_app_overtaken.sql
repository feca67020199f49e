-- Why news of a booking is not sent, as it stands now; null where it is still so.
create function app.overtaken(p_mail app.mails, p_booking app.bookings) returns text
language plpgsql stable
as $$
begin
  return case
    when p_mail.kind in ('reminder', 'follow_up') then app.outdated(p_mail, p_booking)
    when p_mail.kind <> 'cancelled' and p_booking.state = 'cancelled' and not (p_mail.kind = 'confirmed' and exists (
      select from app.bookings other where other.series_id = p_booking.series_id and other.state = 'confirmed'
    )) then 'cancelled meanwhile'
    -- The later one tells the booker too, and the teacher unless it is of their own doing and in no calendar of theirs.
    when p_mail.kind = 'moved' and p_mail.created_at < p_booking.moved_at
      and (p_mail.recipient = 'booker' or not p_booking.moved_by_teacher or exists (
        select from app.mails later
        where later.booking_id = p_booking.id and later.kind = 'moved' and later.recipient = 'teacher'
          and later.created_at > p_mail.created_at
      )) then 'moved again meanwhile'
    when p_mail.kind = 'moved' and p_mail.recipient = 'booker' and p_booking.told_start = lower(p_booking.during)
      and not app.may_be_misled(p_booking) then 'back where it was'
    when p_mail.kind = 'requested' and (p_booking.state <> 'pending' or p_booking.decide_until <= now())
      or p_mail.kind = 'moved' and p_booking.state = 'declined' then 'decided meanwhile'
  end;
end
$$;
