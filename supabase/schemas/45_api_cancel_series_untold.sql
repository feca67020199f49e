-- As api.cancel_series with a reason, for who gives none.
create function api.cancel_series(p_booking_id uuid, p_link_version integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.cancel_series(p_booking_id, p_link_version, null)
$$;
