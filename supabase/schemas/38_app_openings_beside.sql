-- The other openings of the same school: what waits for one may have waited for another of them before.
create function app.openings_beside(p_opening app.openings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(other.id order by other.created_at), '[]') from app.openings other
    where other.school_id = p_opening.school_id and other.id <> p_opening.id
  );
end
$$;
