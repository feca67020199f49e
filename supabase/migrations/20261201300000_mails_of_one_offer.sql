-- A mail tells of the offer that it was made for.
-- Whether a mail to somebody who waits tells what is so: they still wait, or the offer that it was made for stands; a later one
-- has a mail of its own.
create or replace function app.is_still_so(p_mail app.mails) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.waits wait
    where wait.id = p_mail.wait_id and case p_mail.kind
      when 'waiting' then wait.state = 'waiting'
      else wait.state = 'offered' and exists (
        select from app.bookings booking
        where booking.wait_id = wait.id and booking.state = 'held' and booking.held_until > now()
          and booking.created_at <= p_mail.created_at
      )
    end
  );
end
$$;
