-- As api.cancel_as_teacher with the times that were seen, for who has seen none.
create function api.cancel_as_teacher(
  p_user_id uuid, p_key text, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.cancel_as_teacher(
    cancel_as_teacher.p_user_id, cancel_as_teacher.p_key, cancel_as_teacher.p_booking_ids, cancel_as_teacher.p_teacher,
    cancel_as_teacher.p_from, cancel_as_teacher.p_until, cancel_as_teacher.p_reason, null
  )
$$;
