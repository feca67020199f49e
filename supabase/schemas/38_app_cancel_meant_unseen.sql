-- The same for who says nothing of when each of them began.
create function app.cancel_meant(
  p_teachers uuid[], p_user_id uuid, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text
) returns jsonb
language plpgsql
as $$
begin
  return app.cancel_meant(p_teachers, p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason, null);
end
$$;
