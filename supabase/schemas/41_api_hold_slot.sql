-- Claims one seat for the type's hold_minutes while a form is filled in. Nobody else can take it until then.
-- Gives {booking_id, link_version, starts_at, ends_at, held_until, extensions_left}.
-- p_ticket_id is that of a proven pass, and p_link_version that of the link it came by, where the type's opening asks for one.
-- Refuses: REUSE, NTFND, GONE0, CLOSD, LATE0, QUEUE, LIMIT, TAKEN.
create function api.hold_slot(
  p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_ticket_id uuid default null, p_link_version integer default 1,
  p_duration_minutes integer default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row('hold', p_teacher, p_type, extract(epoch from p_starts_at), p_duration_minutes)::text, 'UTF8'));
  v_answer jsonb := app.first_answer(hold_slot.p_key, v_body_hash);
  v_type app.appointment_types;
  v_held_until timestamptz;
  v_appointment_id uuid;
  v_ticket_id uuid;
  v_booking app.bookings;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(hold_slot.p_teacher);
  v_type := app.find_type(hold_slot.p_teacher, hold_slot.p_type, hold_slot.p_duration_minutes);
  perform app.require_offered(v_type, hold_slot.p_starts_at);
  if v_type.opening_id is not null then
    v_ticket_id := app.require_admission(v_type.opening_id, hold_slot.p_ticket_id, hold_slot.p_link_version);
  end if;
  v_held_until := now() + make_interval(mins => v_type.hold_minutes);
  v_appointment_id := app.take_seat(v_type, hold_slot.p_starts_at, v_held_until);
  if v_appointment_id is null then
    perform app.refuse('TAKEN', 'no seat left');
  end if;

  insert into app.bookings (appointment_id, state, held_until, during, ticket_id)
  values (
    v_appointment_id, 'held', v_held_until,
    tstzrange(hold_slot.p_starts_at, hold_slot.p_starts_at + make_interval(mins => v_type.duration_minutes)),
    v_ticket_id
  )
  returning * into v_booking;

  v_answer := app.hold_answer(v_booking);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (hold_slot.p_key, v_body_hash, v_booking.id, v_answer);
  return v_answer;
end
$$;
