-- The teacher wants these bookings as they are, though the rules do not offer their times any more: until the rules have changed so
-- that it would be asked of them anew (app.asked_again).
-- Gives {outside}: what is still to be settled. Refuses: DNIED.
create function api.keep_bookings(p_user_id uuid, p_booking_ids uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(keep_bookings.p_user_id);
  v_kept uuid[];
begin
  -- Who books a series goes by the time of its dates: not at the same time as this.
  perform app.lock_rules(v_teacher.handle);
  -- Locked in the order in which everybody locks appointments.
  v_kept := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = v_teacher.id
      and appointment.id in (select booking.appointment_id from app.bookings booking where booking.id = any (p_booking_ids))
    order by appointment.id
    for update
  );
  update app.appointments appointment set is_kept = true where appointment.id = any (v_kept);
  return jsonb_build_object('outside', app.outside(v_teacher.id));
end
$$;
