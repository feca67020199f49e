-- Makes teachers of a school nobody, where nothing of theirs is to come (app.require_nothing_ahead): all that they said of themselves and
-- of what they offer goes, and whoever waits for them waits no longer. That their times were taken and how they ended stays, with
-- what their bookers were told. p_openings end. Whoever books meanwhile has done so before, and is counted, or finds nobody.
-- Refuses: NTFND for who is erased already, AHEAD.
create function app.erase_teachers(p_school_id uuid, p_teachers uuid[], p_openings uuid[]) returns void
language plpgsql
as $$
declare
  v_waits uuid[];
  v_appointments uuid[];
  v_hold app.bookings;
begin
  -- In the order in which all others lock: the rules, the series, the school's types, who waits, the seats.
  perform app.lock_rules(known.handle) from (
    select teacher.handle from app.teachers teacher where teacher.id = any (p_teachers) order by teacher.handle
  ) as known;
  if exists (select from app.teachers teacher where teacher.id = any (p_teachers) and teacher.erased_at is not null) then
    perform app.refuse('NTFND', 'erased already');
  end if;
  perform app.lock_series(known.id) from (select id from unnest(p_teachers) as id order by id) as known;
  perform from app.openings opening where opening.id = any (p_openings) order by opening.id for update;
  perform pg_advisory_xact_lock(hashtextextended(p_school_id::text, 4));
  v_waits := array(
    select wait.id from app.appointment_types type
    join app.waits wait on wait.appointment_type_id = type.id and wait.state in ('waiting', 'offered')
    where type.teacher_id = any (p_teachers)
  );
  perform from app.waits wait where wait.id = any (v_waits) and wait.state = 'waiting' order by wait.id for update;
  v_appointments := array(
    select appointment.id from app.appointments appointment
    where appointment.teacher_id = any (p_teachers) and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
  );
  perform from app.appointments appointment where appointment.id = any (v_appointments) order by appointment.id for update;
  perform app.require_nothing_ahead(p_teachers, p_openings);

  -- Nobody is offered what is given up here.
  perform set_config('firstbell.offers', 'off', true);
  perform app.end_wait(wait.id, 'left') from app.waits wait where wait.id = any (v_waits) order by wait.id;
  -- What ran out could be confirmed as long as nobody else takes that time.
  for v_hold in
    select booking.* from app.bookings booking where booking.appointment_id = any (v_appointments) and booking.state = 'held'
  loop
    update app.bookings booking set state = 'expired' where booking.id = v_hold.id;
    perform app.give_back_seat(v_hold.appointment_id);
  end loop;
  update app.openings opening set ended_at = now()
  where opening.id = any (p_openings) and opening.ended_at is null and coalesce(opening.closes_at > now(), true);
  perform app.empty_teachers(p_school_id, p_teachers);
end
$$;
