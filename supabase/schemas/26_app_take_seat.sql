-- Takes one seat at a start: a seat of the standing appointment, else the teacher's time for a new one.
-- Gives the appointment, or null when both are taken, or the type has as many on that day or in that week as it may.
-- No lock and no look before: the exclusion constraint decides, and who loses to it takes nothing along.
create function app.take_seat(p_type app.appointment_types, p_starts_at timestamptz, p_held_until timestamptz)
returns uuid
language plpgsql
as $$
declare
  v_ends_at timestamptz := take_seat.p_starts_at + make_interval(mins => take_seat.p_type.duration_minutes);
  v_busy tstzrange := tstzrange(
    take_seat.p_starts_at - make_interval(mins => take_seat.p_type.buffer_before_minutes),
    v_ends_at + make_interval(mins => take_seat.p_type.buffer_after_minutes)
  );
  -- Before any seat is locked.
  v_fits boolean := app.fits_caps(take_seat.p_type, take_seat.p_starts_at);
  v_id uuid;
begin
  for v_try in 1..3 loop
    if take_seat.p_type.seats > 1 then
      update app.appointments standing
      set seats_taken = standing.seats_taken + 1,
          -- greatest() would pass over a null, which says "confirmed".
          held_until = case
            when standing.held_until is not null and take_seat.p_held_until is not null
              then greatest(standing.held_until, take_seat.p_held_until)
          end
      where standing.teacher_id = take_seat.p_type.teacher_id
        and standing.busy && v_busy
        and standing.cancelled_at is null
        and standing.appointment_type_id = take_seat.p_type.id
        and standing.starts_at = take_seat.p_starts_at
        and standing.ends_at = v_ends_at
        and standing.seats_taken < standing.seats
      returning standing.id into v_id;
      if found then
        return v_id;
      end if;
    end if;

    exit when not v_fits;
    insert into app.appointments (teacher_id, appointment_type_id, starts_at, ends_at, busy, seats, held_until)
    values (take_seat.p_type.teacher_id, take_seat.p_type.id, take_seat.p_starts_at, v_ends_at, v_busy, take_seat.p_type.seats, take_seat.p_held_until)
    on conflict on constraint appointments_never_overlap do nothing
    returning id into v_id;
    if found then
      return v_id;
    end if;

    -- A group's first seat may just have been taken by another: then the second round finds it standing.
    exit when not app.free_lapsed_holds(take_seat.p_type.teacher_id, v_busy) and (take_seat.p_type.seats = 1 or v_try > 1);
  end loop;
  return null;
end
$$;
