-- As api.cancel_booking with a reason, for who gives none.
create function api.cancel_booking(p_booking_id uuid, p_link_version integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.cancel_booking(p_booking_id, p_link_version, null)
$$;
