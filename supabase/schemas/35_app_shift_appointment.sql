-- Has all that stands in a locked appointment begin at another time, in a new appointment, and tells each booker, with p_message.
-- What was cancelled of it stays with the old one. A seat that is offered of it is taken back: whose it was waits on, in the same
-- place. No rule and no cap is asked: its teacher decides. Gives the ids of the bookings that moved.
-- Refuses: TAKEN, CLASH; and nothing has happened.
create function app.shift_appointment(p_appointment app.appointments, p_starts_at timestamptz, p_message text) returns uuid[]
language plpgsql
as $$
declare
  v_during tstzrange := tstzrange(p_starts_at, p_starts_at + (p_appointment.ends_at - p_appointment.starts_at));
  v_busy tstzrange := app.busy_after(p_appointment, p_starts_at);
  v_new_id uuid;
  v_moved uuid[];
begin
  -- What is freed by that is offered to nobody: its teacher may have cleared it.
  perform set_config('firstbell.offers', 'off', true);
  perform app.free_lapsed_holds(p_appointment.teacher_id, p_appointment.busy);
  perform app.free_lapsed_holds(p_appointment.teacher_id, v_busy);
  with back as (
    update app.bookings booking set state = 'expired'
    where booking.appointment_id = p_appointment.id and booking.state = 'held' and booking.wait_id is not null
    returning booking.appointment_id
  )
  select array_agg(back.appointment_id) into v_moved from back;
  perform app.give_back_seat(freed) from unnest(v_moved) as freed;
  if exists (select from app.bookings booking where booking.appointment_id = p_appointment.id and booking.state = 'held') then
    perform app.refuse('TAKEN', 'somebody holds a seat in it');
  elsif exists (
    select from app.bookings booking
    where booking.appointment_id = p_appointment.id and booking.state in ('pending', 'confirmed')
      and app.is_elsewhere(booking.name, booking.email, v_during, booking.id)
  ) then
    perform app.refuse('CLASH', 'a student would be in two places');
  end if;

  -- First it gives its time up, since the new one may overlap the old.
  update app.appointments appointment
  set seats_taken = 0, cancelled_at = now(), left_at = now(), moves = greatest(
    appointment.moves, (select max(booking.moves) from app.bookings booking where booking.appointment_id = p_appointment.id)
  )
  where appointment.id = p_appointment.id;
  insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, seats_taken, is_kept)
  select p_appointment.teacher_id, p_appointment.appointment_type_id, lower(v_during), upper(v_during), v_busy,
    p_appointment.seats, count(*), true
  from app.bookings booking
  where booking.appointment_id = p_appointment.id and booking.state in ('pending', 'confirmed')
  on conflict on constraint appointments_never_overlap do nothing
  returning id into v_new_id;
  if v_new_id is null then
    perform app.refuse('TAKEN', 'something else stands there');
  end if;

  with gone as (
    update app.bookings booking
    set appointment_id = v_new_id, during = v_during, moves = booking.moves + 1, moved_at = now(),
        moved_by_teacher = true, moved_by_hand = true, moved_from = lower(booking.during), told_start = known.told_start,
        -- What was written with a move that they were not told of is told with this one, unless it leads back to before that.
        move_message = coalesce(p_message, case
          when known.told_start is not null and booking.moved_by_hand and p_starts_at <> coalesce(booking.told_start, booking.moved_from)
            then booking.move_message
        end),
        decide_until = case when booking.state = 'pending' then least(booking.decide_until, p_starts_at) else booking.decide_until end
    from (
      select standing.id, app.overtake_moved(standing) as told_start
      from app.bookings standing
      where standing.appointment_id = p_appointment.id and standing.state in ('pending', 'confirmed')
    ) as known
    where booking.id = known.id
    returning booking.id
  )
  select array_agg(gone.id order by gone.id) into v_moved from gone;
  perform app.tell_by_teacher(told.id, 'moved', told.email)
  from (select booking.id, booking.email from app.bookings booking where booking.id = any (v_moved) order by booking.id) as told;
  return v_moved;
end
$$;
