-- Whether nobody comes to an address's own page any more: no link was asked for in a long time, and so no device is let in, and no
-- calendar is subscribed to, or one in which nothing is. Who comes again asks again.
create function app.is_unvisited(p_booker app.bookers) returns boolean
language plpgsql stable
as $$
begin
  return p_booker.asked_at < now() - app.retention_of('page') and (
    not exists (select from app.shared_calendars shared where shared.booker_id = p_booker.id)
    or not app.is_named(p_booker.email)
  );
end
$$;
