-- Whether a mail tells its teacher of what they did themselves, which is for their calendar alone, and there is nothing there to change:
-- no entry was brought, nor is one brought by this; nor by who does not know how, since p_invites is false.
create function app.is_in_no_calendar(p_mail app.mails, p_booking app.bookings, p_invites boolean) returns boolean
language plpgsql stable
as $$
begin
  return p_mail.recipient = 'teacher' and case p_mail.kind
    when 'cancelled' then p_booking.cancelled_by_teacher and not (p_invites and app.was_invited(p_booking.id))
    when 'moved' then p_booking.moved_by_teacher and not (p_invites and app.invites(p_mail, p_booking))
    else false
  end;
end
$$;
