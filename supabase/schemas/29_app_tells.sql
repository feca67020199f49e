-- What a mail tells its booker of when something begins, as it stands now: {id of a booking: start}, of a series of each date that it
-- confirms. Null of one that tells of no time to come to, and to a teacher.
create function app.tells(p_mail app.mails, p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return case
    when p_mail.recipient <> 'booker' or p_mail.kind not in ('confirmed', 'requested', 'moved', 'reminder', 'follow_up') then null
    when p_mail.kind = 'confirmed' and p_booking.series_id is not null then (
      select jsonb_object_agg(other.id, lower(other.during))
      from app.bookings other where other.series_id = p_booking.series_id and other.state = 'confirmed'
    )
    else jsonb_build_object(p_booking.id, lower(p_booking.during))
  end;
end
$$;
