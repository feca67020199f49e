-- Forgets what was kept long enough (app.retention_of), up to p_limit of each kind, the oldest first. What is left over is there
-- the next time; so is what somebody is busy with just then. Gives how many of each:
-- {mails, requests, invitations, waits, trail, pages, bookings, holds}.
create function api.retain(p_limit integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  -- Each locks something else, and in another order than who erases somebody, or cancels: so none of them waits for a lock, and nobody
  -- waits in a circle (for update skip locked).
  return jsonb_build_object(
    'mails', app.forget_mails(p_limit), 'requests', app.forget_requests(p_limit),
    'invitations', app.forget_invited(p_limit), 'waits', app.forget_waits(p_limit), 'trail', app.forget_trail(p_limit),
    'pages', app.forget_pages(p_limit),
    'bookings', app.forget_bookers(p_limit), 'holds', app.forget_holds(p_limit)
  );
end
$$;
