-- Whether anything is kept under an address: a booking, a wish on a waiting list, or an invitation.
create function app.is_named(p_email text) returns boolean
language plpgsql stable
as $$
begin
  return exists (select from app.bookings_of(p_email))
    or exists (select from app.waits wait where wait.email = p_email)
    or exists (select from app.invitations invitation where invitation.email = p_email);
end
$$;
