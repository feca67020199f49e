-- Refuses who may not book in a type's opening now, by the database's clock: CLOSD, QUEUE, LIMIT. Gives the ticket that it
-- is booked by: none where none is asked for, though a pass for something else was shown. What is booked already and only
-- moves takes no share.
create function app.require_admission(
  p_opening_id uuid, p_ticket_id uuid, p_link_version integer, p_moves boolean default false
) returns uuid
language plpgsql
as $$
declare
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening where opening.id = p_opening_id;
  if v_opening.opens_at > now() then
    perform app.refuse('CLOSD', 'not open yet');
  elsif v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif v_opening.by_ticket then
    perform app.lock_ticket(p_opening_id, p_ticket_id, p_link_version);
    if not p_moves and app.booked_by_ticket(p_ticket_id, null) >= v_opening.bookings_each then
      perform app.refuse('LIMIT', 'as many bookings as one ticket is good for');
    end if;
    return p_ticket_id;
  end if;
  return null;
end
$$;
