-- Has somebody wait for a seat of a type: for one start (p_kind slot), for any on a day of their own calendar (day), or for any
-- that the type has (type). The same wish again is the same place, and tells nobody again.
-- Gives {place}; the link to the rest is for their mailbox. The same key gives the first answer again.
-- Refuses: REUSE, NTFND (also where nobody can wait), FREE0 where there is one to be had, GONE0, CLOSD and LATE0 where none is
-- offered at all, LIMIT above five wishes of an address for one type, SLOWD.
create function api.join_waitlist(
  p_key text, p_teacher text, p_type text, p_kind text, p_starts_at timestamptz, p_day date,
  p_name text, p_email text, p_time_zone text, p_duration_minutes integer default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_body_hash bytea := sha256(convert_to(row(
    'wait', p_teacher, p_type, p_kind, extract(epoch from p_starts_at), p_day, p_name, p_email, p_time_zone, p_duration_minutes
  )::text, 'UTF8'));
  v_answer jsonb := app.first_answer(join_waitlist.p_key, v_body_hash);
  v_type app.appointment_types;
  v_wanted tstzrange;
  v_asked tstzrange;
  v_wait app.waits;
  v_planned_at timestamptz;
begin
  if v_answer is not null then
    return v_answer;
  end if;
  perform app.share_rules(join_waitlist.p_teacher);
  v_type := app.find_type(join_waitlist.p_teacher, join_waitlist.p_type, join_waitlist.p_duration_minutes);
  if app.waited_type(v_type, v_type.duration_minutes) is null then
    perform app.refuse('NTFND', 'nobody can wait for this type');
  end if;
  v_wanted := case p_kind
    when 'slot' then tstzrange(p_starts_at, p_starts_at, '[]')
    when 'day' then tstzrange(app.instant_at(p_day, p_time_zone), app.instant_at(p_day + 1, p_time_zone))
    else tstzrange(null, null)
  end;
  if p_kind = 'slot' then
    perform app.require_offered(v_type, p_starts_at);
  end if;
  v_asked := app.bookable_window(v_type) * v_wanted;
  if isempty(v_asked) or not exists (select from app.offered_starts(v_type, lower(v_asked), app.end_of(v_asked))) then
    perform app.refuse('GONE0', 'no start that is offered');
  elsif exists (select from app.free_slots(v_type, lower(v_asked), app.end_of(v_asked))) then
    perform app.refuse('FREE0', 'one of these is free');
  end if;

  perform app.lock_booker(join_waitlist.p_email);
  if v_type.no_show_limit is not null then
    perform app.require_attendance(v_type, join_waitlist.p_email);
  end if;
  select * into v_wait from app.waits wait
  where wait.email = p_email and wait.appointment_type_id = v_type.id and wait.duration_minutes = v_type.duration_minutes
    and lower(wait.person_name) = lower(p_name) and wait.wanted = v_wanted and wait.state in ('waiting', 'offered');
  if not found then
    if (
      select count(*) from app.waits wait
      where wait.email = p_email and wait.appointment_type_id = v_type.id and wait.state in ('waiting', 'offered')
    ) >= 5 then
      perform app.refuse('LIMIT', 'as many wishes as one address may have for a type');
    end if;
    insert into app.waits (appointment_type_id, duration_minutes, kind, wanted, person_name, email, time_zone)
    values (v_type.id, v_type.duration_minutes, p_kind::app.wait_kind, v_wanted, p_name, p_email, p_time_zone)
    returning * into v_wait;
    v_planned_at := app.mail_turn('waiting', md5(p_email)::uuid);
    insert into app.mails (wait_id, kind, recipient, addressee, planned_at, due_at)
    values (v_wait.id, 'waiting', 'booker', md5(p_email)::uuid, v_planned_at, v_planned_at);
  end if;
  v_answer := jsonb_build_object('place', app.place_of(v_wait));
  insert into app.requests (key, body_hash, answer) values (join_waitlist.p_key, v_body_hash, v_answer);
  return v_answer;
end
$$;
