-- One booking as its own page shows it. Refuses: NTFND.
create function api.get_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select app.describe_booking(booking) into v_answer
  from app.bookings booking
  where booking.id = get_booking.p_booking_id
    and booking.link_version = get_booking.p_link_version
    and booking.name is not null;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such booking');
  end if;
  return v_answer;
end
$$;
