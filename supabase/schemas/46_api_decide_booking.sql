-- Decides a request: by the signed link in its teacher's mail, of which p_link_version is the version, or by the teacher or the
-- school's office, who is p_user_id. Yes books it, no frees its seat; the booker is told, and of the office's yes the teacher
-- too. The same decision twice is once. A no is heard until the request has lapsed, a yes until its time is up.
-- Gives {state, teacher}: how it stands, and whose slots changed.
-- Refuses: DNIED, NTFND, LAPSD where its time is up, STALE where it was decided otherwise or withdrawn.
create function api.decide_booking(
  p_user_id uuid, p_booking_id uuid, p_link_version integer, p_yes boolean, p_reason text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_state app.booking_state := case when p_yes then 'confirmed' else 'declined' end;
  v_teachers uuid[] := case when p_user_id is not null then app.in_charge_of(p_user_id) end;
  v_booking app.bookings;
  v_version integer := p_link_version;
  v_is_own boolean := true;
  v_email text;
begin
  if p_user_id is not null then
    select booking.link_version, teacher.user_id is not distinct from p_user_id into v_version, v_is_own
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = p_booking_id and teacher.id = any (v_teachers);
  end if;
  select booking.email into v_email from app.bookings booking
  where booking.id = p_booking_id and booking.link_version = v_version and booking.decide_until is not null;
  -- What is asked for in this very moment has no turn to wait for yet, as in cancel_booking.
  if v_email is null then
    perform app.refuse('NTFND', 'no such request in your charge');
  end if;
  -- The booker's turn before any seat's, as in book_slot.
  perform app.lock_booker(v_email);
  v_booking := app.lock_booking(p_booking_id, v_version);
  if v_booking.has_lapsed or v_booking.state = 'pending' and p_yes and v_booking.decide_until <= now() then
    perform app.refuse('LAPSD', 'nobody answered in time');
  elsif v_booking.state = 'pending' and p_yes then
    update app.bookings booking set state = 'confirmed', confirmed_at = now(), decided_at = now() where booking.id = v_booking.id;
    perform app.tell_by_teacher(v_booking.id, 'confirmed', v_booking.email);
    insert into app.mails (booking_id, kind, recipient)
    select v_booking.id, 'confirmed', 'teacher' where not v_is_own;
  elsif v_booking.state = 'pending' then
    perform app.decline_booking(v_booking, p_reason);
  elsif v_booking.state <> v_state then
    perform app.refuse('STALE', 'decided otherwise, or withdrawn');
  end if;
  return jsonb_build_object('state', v_state, 'teacher', app.teacher_of(v_booking.appointment_id));
end
$$;
