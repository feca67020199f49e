-- Books several dates as one: all of them or none. Each is a booking of its own afterwards. p_hold_id is one's own hold on one of
-- the dates, and p_hold_version that of its link: it becomes the booking.
-- Gives {series_id, bookings: [{booking_id, link_version, starts_at, ends_at}]}; the same key gives the first answer again.
-- Refuses: REUSE, NTFND, INVAL, QUEUE where the type waits for an opening, LIMIT, SLOWD; and, naming the date, GONE0, CLOSD, LATE0 for
-- the first of its dates, by time, that is not offered, or else CLASH, TAKEN for the first that is not to be had.
create function api.book_series(
  p_key text, p_teacher text, p_type text, p_starts timestamptz[], p_name text, p_email text, p_time_zone text,
  p_duration_minutes integer default null, p_answers jsonb default '{}', p_hold_id uuid default null, p_hold_version integer default 1
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(
    row('series', p_teacher, p_type, p_starts, p_name, p_email, p_time_zone, p_duration_minutes, p_answers, p_hold_id)::text, 'UTF8'
  ));
  v_answer jsonb := app.first_answer(book_series.p_key, v_body_hash);
  v_type app.appointment_types;
  v_answers jsonb;
  v_series_id uuid := gen_random_uuid();
  v_starts_at timestamptz;
  v_during tstzrange;
  v_held_during tstzrange;
  v_hold app.bookings;
  v_appointment_id uuid;
  v_booking_id uuid;
  v_booked jsonb := '[]';
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(book_series.p_teacher);
  v_type := app.find_type(book_series.p_teacher, book_series.p_type, book_series.p_duration_minutes);
  if cardinality(p_starts) > v_type.series_cap then
    perform app.refuse('LIMIT', 'more dates than one series of this type has');
  elsif v_type.opening_id is not null then
    perform app.refuse('QUEUE', 'what waits for an opening is booked one by one');
  elsif v_type.needs_approval then
    perform app.refuse('LIMIT', 'what its teacher decides is asked for one by one');
  end if;
  begin
    for v_starts_at in select distinct wanted from unnest(p_starts) as wanted order by wanted loop
      perform app.require_offered(v_type, v_starts_at);
    end loop;
  exception when sqlstate 'GONE0' or sqlstate 'CLOSD' or sqlstate 'LATE0' then
    perform app.refuse_date(sqlstate, sqlerrm, v_starts_at);
  end;
  v_answers := app.answers_to(v_type.questions, book_series.p_answers);
  perform app.lock_booker(book_series.p_email);
  if v_type.booker_cap is not null then
    perform app.require_below_cap(v_type, book_series.p_email, cardinality(p_starts));
  end if;
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, book_series.p_email);
  end if;
  perform app.lock_series(v_type.teacher_id);
  select booking.during into v_held_during
  from app.bookings booking
  join app.appointments appointment on appointment.id = booking.appointment_id
  where booking.id = p_hold_id and appointment.appointment_type_id = v_type.id;

  -- In the order of time, as everybody takes more than one.
  for v_starts_at in select distinct wanted from unnest(p_starts) as wanted order by wanted loop
    v_during := tstzrange(v_starts_at, v_starts_at + make_interval(mins => v_type.duration_minutes));
    v_hold := case when v_held_during = v_during then app.lock_booking(p_hold_id, p_hold_version) end;
    -- An offer that ran out is the next one's.
    if v_hold.state = 'held' and (v_hold.wait_id is null or v_hold.held_until > now()) then
      if app.is_elsewhere(p_name, p_email, v_during) then
        perform app.refuse_date('CLASH', 'this student has a booking at one of these times', v_starts_at);
      end if;
      update app.bookings booking
      set state = 'confirmed', name = p_name, email = p_email, time_zone = p_time_zone, language = app.asker_language(),
          confirmed_at = now(), answers = v_answers, series_id = v_series_id
      where booking.id = v_hold.id;
      update app.appointments appointment set held_until = null where appointment.id = v_hold.appointment_id;
      v_booked := v_booked || jsonb_build_object(
        'booking_id', v_hold.id, 'link_version', v_hold.link_version, 'starts_at', v_starts_at, 'ends_at', upper(v_during)
      );
      continue;
    end if;
    v_appointment_id := app.take_seat(v_type, v_starts_at, null);
    if v_appointment_id is null then
      perform app.refuse_date(
        case when app.is_elsewhere(p_name, p_email, v_during) then 'CLASH' else 'TAKEN' end, 'one of its dates is not to be had',
        v_starts_at
      );
    end if;
    insert into app.bookings (appointment_id, state, during, name, email, time_zone, confirmed_at, answers, series_id)
    values (v_appointment_id, 'confirmed', v_during, p_name, p_email, p_time_zone, now(), v_answers, v_series_id)
    on conflict on constraint students_are_never_in_two_places do nothing
    returning id into v_booking_id;
    if not found then
      perform app.refuse_date('CLASH', 'this student has a booking at one of these times', v_starts_at);
    end if;
    v_booked := v_booked || jsonb_build_object(
      'booking_id', v_booking_id, 'link_version', 1, 'starts_at', v_starts_at, 'ends_at', upper(v_during)
    );
  end loop;

  v_booking_id := (v_booked -> 0 ->> 'booking_id')::uuid;
  -- One mail tells of them all; a program hears of each.
  perform app.enqueue_mails(v_booking_id, 'confirmed', p_email);
  perform app.tell_hooks((other.booked ->> 'booking_id')::uuid, 'confirmed')
  from jsonb_array_elements(v_booked - 0) with ordinality as other (booked, nth) order by other.nth;
  v_answer := jsonb_build_object('series_id', v_series_id, 'bookings', v_booked);
  insert into app.requests (key, body_hash, booking_id, answer)
  values (book_series.p_key, v_body_hash, v_booking_id, v_answer);
  return v_answer;
end
$$;
