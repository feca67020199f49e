-- A hold outlives its ticket's pass and the hour at which its opening closes, so that who types slowly still succeeds; but
-- not that staff end it, and not the share that one ticket is good for. Nor does a hold from before there was this opening
-- come before those who wait for their turn in it. Refuses: CLOSD, QUEUE, LIMIT.
create function app.require_right_to_confirm(p_opening_id uuid, p_booking app.bookings) returns void
language plpgsql stable
as $$
declare
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening where opening.id = p_opening_id;
  if v_opening.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_opening.ended_at is not null then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif not v_opening.by_ticket then
    return;
  elsif not exists (
    select from app.tickets ticket where ticket.id = p_booking.ticket_id and ticket.opening_id = p_opening_id
  ) then
    perform app.refuse('QUEUE', 'held by no ticket of this opening');
  elsif app.booked_by_ticket(p_booking.ticket_id, p_booking.id) >= v_opening.bookings_each then
    perform app.refuse('LIMIT', 'as many bookings as one ticket is good for');
  end if;
end
$$;
