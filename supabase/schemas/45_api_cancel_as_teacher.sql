-- Cancels bookings by their teacher or the school's office, whatever the cutoff: those of p_booking_ids, or else all that touch
-- [p_from, p_until) of one teacher, who is oneself unless p_teacher names another; holds in that time lapse, and nobody who waits
-- is offered it by this act: it is free, and api.offer_seats finds who waits where the rules offer it still. All of it or
-- nothing, up to 500; each booker is told once, with p_reason. p_begins are the times at which those of p_booking_ids began as
-- whoever asks saw them, in their order; null, or null for one, where that was not seen: then it is cancelled wherever it is now.
-- What is only asked for is declined. What has begun is not cancelled, and what was cancelled or declined already, stays so.
-- Gives {cancelled: [ids], teachers: [handles]}: whose slots changed.
-- Refuses: DNIED, REUSE, NTFND for what is not in one's charge, STALE for what begins at another time by now, CLOSD for what has
-- begun, LIMIT.
create function api.cancel_as_teacher(
  p_user_id uuid, p_key text, p_booking_ids uuid[], p_teacher text, p_from timestamptz, p_until timestamptz, p_reason text,
  p_begins timestamptz[]
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  -- Of who says nothing of when they began it is what it was before that could be said.
  v_body_hash bytea := sha256(convert_to(
    row('cancel as teacher', p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason)::text || coalesce(p_begins::text, ''), 'UTF8'
  ));
  v_teachers uuid[] := app.in_charge_of(cancel_as_teacher.p_user_id);
  v_answer jsonb := app.first_answer(cancel_as_teacher.p_key, v_body_hash);
begin
  if v_answer is not null then
    return v_answer;
  end if;
  v_answer := app.cancel_meant(v_teachers, p_user_id, p_booking_ids, p_teacher, p_from, p_until, p_reason, p_begins);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (cancel_as_teacher.p_key, v_body_hash, (v_answer -> 'cancelled' ->> 0)::uuid, v_answer);
  return v_answer;
end
$$;
