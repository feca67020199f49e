-- Forgets what programs were told a month ago.
create function api.drop_old_deliveries() returns void
language sql volatile security definer set search_path = ''
as $$
  delete from app.hook_deliveries delivery where delivery.created_at < now() - interval '30 days'
$$;
