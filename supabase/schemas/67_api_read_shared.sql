-- What a calendar with a secret address shows, from thirty days ago on, by start, at most 3,000 entries. A booker's has
-- {language, bookings: [describe_booking with changed_at]}; a teacher's {teacher, time_zone, appointments: [{id, starts_at, ends_at, seats, sequence, changed_at, type,
-- place_kind, place, bookings: [{id, state, name, email, moves}]}]}. What was cancelled is not in it, but
-- what it was is in the sequence and in changed_at of who remain, so that neither falls. Refuses: NTFND.
create function api.read_shared(p_secret_hash text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_shared app.shared_calendars;
  v_since timestamptz := now() - interval '30 days';
begin
  select * into v_shared from app.shared_calendars shared where shared.secret_hash = decode(p_secret_hash, 'hex');
  if not found then
    perform app.refuse('NTFND', 'no such calendar');
  elsif v_shared.booker_id is not null then
    return jsonb_build_object('language', (
      select booker.language from app.bookers booker where booker.id = v_shared.booker_id
    ), 'bookings', (
      select coalesce(jsonb_agg(
        app.describe_booking(booking) || jsonb_build_object(
          'changed_at', greatest(coalesce(booking.confirmed_at, booking.created_at), booking.moved_at)
        )
        order by booking.during, booking.id
      ), '[]')
      from (
        select own.* from app.bookers booker
        cross join lateral app.bookings_of(booker.email) as own
        where booker.id = v_shared.booker_id and upper(own.during) > v_since
          and own.state in ('pending', 'confirmed', 'completed', 'no_show')
        order by own.during, own.id
        limit 3000
      ) as booking
    ));
  end if;
  return (
    select jsonb_build_object('teacher', teacher.name, 'time_zone', teacher.time_zone, 'appointments', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', shown.id, 'starts_at', shown.starts_at, 'ends_at', shown.ends_at, 'seats', shown.seats,
        'sequence', greatest(shown.moves, shown.most_moves), 'changed_at', greatest(shown.changed_at, shown.left_at), 'type', type.name, 'place_kind', type.place_kind, 'place', type.place,
        'bookings', shown.bookings
      ) order by shown.starts_at, shown.id), '[]')
      from (
        select appointment.*, booked.bookings, booked.changed_at, booked.most_moves
        from app.appointments appointment
        cross join lateral (
          select max(booking.moves) as most_moves, max(greatest(
            coalesce(booking.confirmed_at, booking.created_at), booking.moved_at, booking.decided_at, booking.cancelled_at
          )) as changed_at, jsonb_agg(jsonb_build_object(
            'id', booking.id, 'state', booking.state, 'name', booking.name, 'email', booking.email, 'moves', booking.moves
          ) order by booking.name, booking.id) filter (
            where booking.state in ('pending', 'confirmed', 'completed', 'no_show')
          ) as bookings
          from app.bookings booking
          where booking.appointment_id = appointment.id
            and booking.state not in ('held', 'expired')
        ) as booked
        where appointment.teacher_id = teacher.id and appointment.cancelled_at is null
          and appointment.busy && tstzrange(v_since, null) and booked.bookings is not null
        order by appointment.starts_at
        limit 3000
      ) as shown
      join app.appointment_types type on type.id = shown.appointment_type_id
    ))
    from app.teachers teacher where teacher.id = v_shared.teacher_id
  );
end
$$;
