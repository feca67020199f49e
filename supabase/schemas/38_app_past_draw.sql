-- A rank that is above everybody's who was drawn in a group, by one; 0 where nobody was.
create function app.past_draw(p_group_id uuid) returns bigint
language plpgsql stable
as $$
begin
  return (
    select coalesce(max(ticket.rank) + 1, 0) from app.tickets ticket
    where ticket.group_id = p_group_id and ticket.rank is not null
  );
end
$$;
