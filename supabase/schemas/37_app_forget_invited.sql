-- Makes up to p_limit invitations nameless whose opening is over. Their places stay, by which the draw can be computed again.
-- Gives how many.
create function app.forget_invited(p_limit integer) returns integer
language plpgsql
as $$
declare
  v_count integer;
begin
  update app.invitations invitation set email = 'erased ' || invitation.id, name = null
  where invitation.id = any (array(
    select due.id
    from app.openings opening
    join app.invitations due on due.opening_id = opening.id and due.email not like 'erased %'
    where opening.opens_at < now() - app.retention_of('invitation')
      and app.over_since(opening) < now() - app.retention_of('invitation')
    limit p_limit
    for update of due skip locked
  ));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
