-- What somebody waits for, with all that its page and its mails say of it: where in line, or the seat that is offered, or that
-- its list is closed.
create function app.describe_wait(p_wait app.waits) returns jsonb
language plpgsql stable
as $$
declare
  v_offer app.bookings;
  v_is_open boolean := exists (
    select from app.appointment_types type
    where type.id = p_wait.appointment_type_id and (app.waited_type(type, p_wait.duration_minutes)).id is not null
  );
begin
  select * into v_offer from app.bookings booking
  where booking.wait_id = p_wait.id and booking.wait_id is not null and booking.state <> 'expired';
  if v_offer.state = 'held' and v_offer.held_until <= now() and not app.was_told(v_offer) then
    -- Theirs no more, and they wait on.
    p_wait.state := 'waiting';
    v_offer := null;
  end if;
  return (
    select jsonb_build_object(
      'wait_id', p_wait.id, 'link_version', p_wait.link_version,
      -- One that ran out is over, whether the next one has been found yet or not.
      'state', case when v_offer.state = 'held' and v_offer.held_until <= now() then 'lapsed' else p_wait.state::text end,
      'kind', p_wait.kind, 'wanted_from', lower(p_wait.wanted), 'minutes', p_wait.duration_minutes,
      'place', case when p_wait.state = 'waiting' and v_is_open then app.place_of(p_wait) end,
      -- Nothing is offered while the teacher has the list closed; who waited keeps their place for when it is open again.
      'is_closed', not v_is_open, 'was_taken_back', p_wait.was_taken_back,
      'name', p_wait.person_name, 'email', p_wait.email, 'time_zone', p_wait.time_zone,
      'language', p_wait.language,
      'offer', case when v_offer.id is not null then app.hold_answer(v_offer) end,
      'teacher', jsonb_build_object(
        'handle', teacher.handle, 'name', teacher.name, 'time_zone', teacher.time_zone, 'school', school.name,
        'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null
      ),
      'type', app.describe_offer(type)
    )
    from app.appointment_types type
    join app.teachers teacher on teacher.id = type.teacher_id
    join app.schools school on school.id = teacher.school_id
    where type.id = p_wait.appointment_type_id
  );
end
$$;
