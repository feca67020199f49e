-- Who erased a booker, and to whom a teacher's bookings are told elsewhere, is in the trail.
-- Notes that a row of some rule was made, changed or removed: a trigger, whose first argument is what it is, and all others the
-- columns that are looked at; without any it is all that say something. Where none is otherwise, nothing is noted.
create or replace function app.note_row() returns trigger
language plpgsql
as $$
declare
  v_kind constant text := tg_argv[0];
  v_columns constant text[] := case when tg_nargs > 1 then tg_argv[1:] end;
  v_silent constant text[] := '{id,version,teacher_id,school_id,opening_id,position,created_at,is_imported}';
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_teacher_id uuid := case when v_kind = 'teacher' then v_row ->> 'id' else v_row ->> 'teacher_id' end;
  v_school_id uuid := v_row ->> 'school_id';
  v_before jsonb;
  v_after jsonb;
  v_verb text;
begin
  -- What a form makes has version 0 until all of it is there.
  if v_new ->> 'version' = '0' then
    return null;
  elsif v_old ->> 'version' = '0' then
    v_old := null;
  end if;
  select jsonb_object_agg(field.name, v_old -> field.name), jsonb_object_agg(field.name, v_new -> field.name)
  into v_before, v_after
  from jsonb_object_keys(v_row) as field (name)
  where case when v_columns is null then field.name <> all (v_silent) else field.name = any (v_columns) end
    and (v_old is null or v_new is null or v_old -> field.name <> v_new -> field.name);
  if v_old is not null and v_new is not null and v_after is null then
    return null;
  end if;
  if v_kind = 'opening' and v_teacher_id is null then
    select type.teacher_id into v_teacher_id from app.appointment_types type
    where type.id = (v_row ->> 'appointment_type_id')::uuid;
  end if;
  v_school_id := coalesce(
    v_school_id,
    (select teacher.school_id from app.teachers teacher where teacher.id = v_teacher_id),
    (select opening.school_id from app.openings opening where opening.id = (v_row ->> 'opening_id')::uuid)
  );
  -- Of who has left nothing is noted any more: app.erase_teachers has noted that they did.
  if exists (select from app.teachers teacher where teacher.id = v_teacher_id and teacher.erased_at is not null)
    or exists (select from app.schools school where school.id = v_school_id and school.erased_at is not null)
    or v_kind = 'group' and app.is_left_behind((v_row ->> 'opening_id')::uuid) then
    return null;
  end if;
  v_verb := case when v_old is null then 'made' when v_new is null then 'removed' else coalesce((
    select case when jsonb_typeof(v_after -> sign.name) = 'null' then sign.taken_back else sign.given end
    from (values
      ('retired_at', 'retired', 'restored'), ('revoked_at', 'revoked', 'renewed'), ('paused_at', 'paused', 'resumed'),
      ('off_at', 'paused', 'resumed'),
      ('ended_at', 'ended', 'ended'), ('released_at', 'released', 'released')
    ) as sign (name, given, taken_back)
    where v_after ? sign.name
    limit 1
  ), 'changed') end;
  perform app.note_change(
    v_verb, v_school_id, v_teacher_id, v_kind, coalesce(v_row ->> 'id', v_row ->> 'team_id', v_row ->> 'opening_id', v_row ->> 'teacher_id')::uuid,
    case when v_old is not null then coalesce(v_before, '{}') end, case when v_new is not null then coalesce(v_after, '{}') end,
    p_otherwise => case v_kind when 'invitation' then 'booker' when 'hook' then 'system' else 'operator' end
  );
  return null;
end
$$;

-- Makes all that an address has booked nameless, and its invitations; p_school_id null is everywhere, else at one school. What is
-- to come is cancelled in the same act and its teachers are told when, and no more who. Appointments, figures, places and
-- draws stay as they are. p_late: whatever the cutoff. Twice is once. Gives {cancelled, erased, teachers: [handles]}: whose
-- slots changed. Refuses: LATE0 where something comes too soon to be cancelled.
create or replace function app.erase_booker(p_email text, p_school_id uuid, p_late boolean) returns jsonb
language plpgsql
as $$
declare
  v_bookings uuid[];
  v_invitations uuid[];
  v_waits uuid[];
  v_coming uuid[];
  v_teachers text[];
begin
  -- The booker's turn, then the series', then the seats', as in cancel_as_teacher.
  perform app.lock_booker(p_email);
  v_bookings := array(
    select booking.id
    from app.bookings_of(p_email) as booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where p_school_id is null or teacher.school_id = p_school_id
  );
  v_invitations := array(
    select invitation.id
    from app.invitations invitation
    join app.openings opening on opening.id = invitation.opening_id
    where invitation.email = p_email and (p_school_id is null or opening.school_id = p_school_id)
  );
  v_waits := array(
    select wait.id
    from app.waits wait
    join app.appointment_types type on type.id = wait.appointment_type_id
    join app.teachers teacher on teacher.id = type.teacher_id
    where wait.email = p_email and (p_school_id is null or teacher.school_id = p_school_id)
  );
  perform app.lock_series(whose.teacher_id) from (
    select distinct appointment.teacher_id
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    where booking.id = any (v_bookings)
    order by appointment.teacher_id
  ) as whose;
  -- Its id is in a draw, and stays; so does that there was one.
  update app.invitations invitation
  set email = 'erased ' || invitation.id, name = null, revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = any (v_invitations);
  -- Before any seat: who offers one has the wish first, too.
  perform from app.waits wait where wait.id = any (v_waits) and wait.state = 'waiting' order by wait.id for update;
  perform from app.appointments appointment
  where appointment.id in (
    select booking.appointment_id from app.bookings booking where booking.id = any (v_bookings)
    union all
    select booking.appointment_id from app.bookings booking
    where booking.wait_id = any (v_waits) and booking.wait_id is not null and booking.state <> 'expired'
  )
  order by appointment.id for update;
  -- What was offered to them is offered to the next.
  perform app.end_wait(wait.id, 'left') from app.waits wait
  where wait.id = any (v_waits) and wait.state in ('waiting', 'offered') order by wait.id;
  update app.waits wait set person_name = 'Erased', email = 'erased ' || wait.id, link_version = wait.link_version % 255 + 1
  where wait.id = any (v_waits);

  v_coming := array(
    select booking.id from app.bookings booking
    where booking.id = any (v_bookings)
      and (booking.state = 'pending' or booking.state = 'confirmed' and lower(booking.during) > now())
    order by booking.during, booking.id
  );
  if not p_late and exists (
    select
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.appointment_types type on type.id = appointment.appointment_type_id
    where booking.id = any (v_coming) and booking.state = 'confirmed'
      and lower(booking.during) - make_interval(mins => type.cutoff_minutes) < now()
  ) then
    perform app.refuse('LATE0', 'inside the cutoff');
  end if;
  v_teachers := array(
    select distinct app.teacher_of(booking.appointment_id) from app.bookings booking where booking.id = any (v_coming)
  );
  update app.bookings booking set state = 'cancelled', cancelled_at = now() where booking.id = any (v_coming);
  perform app.give_back_seat(booking.appointment_id) from app.bookings booking where booking.id = any (v_coming);
  -- One mail tells of all dates of a series.
  insert into app.mails (booking_id, kind, recipient)
  select distinct on (coalesce(booking.series_id, booking.id)) booking.id, 'cancelled', 'teacher'
  from app.bookings booking where booking.id = any (v_coming)
  order by coalesce(booking.series_id, booking.id), booking.during;
  perform app.tell_hooks(booking.id, 'cancelled')
  from app.bookings booking where booking.id = any (v_coming) order by booking.during;

  update app.bookings booking
  set name = null, email = null, time_zone = null, answers = '[]', cancel_reason = null, move_message = null,
      erased_at = now(),
      link_version = booking.link_version % 255 + 1
  where booking.id = any (v_bookings);
  update app.mails mail
  set addressee = null,
      failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end,
      error = case when mail.sent_at is null then 'erased meanwhile' end
  where mail.addressee in (md5(p_email)::uuid, md5('teacher ' || p_email)::uuid, md5('reminders ' || p_email)::uuid)
    and (p_school_id is null or mail.booking_id = any (v_bookings) or mail.invitation_id = any (v_invitations)
      or mail.wait_id = any (v_waits));
  -- A mail server may have named them to a teacher's mail, too.
  update app.mails mail set error = 'erased meanwhile' where mail.booking_id = any (v_bookings) and mail.error is not null;
  delete from app.bookers booker
  where booker.email = p_email and (p_school_id is null or not app.is_named(p_email));
  -- That somebody was erased, how much of them and by whom: not who it was.
  perform app.note_change(
    'erased', held.school_id, null, 'booker', gen_random_uuid(), null, jsonb_build_object('count', count(*)), p_otherwise => 'booker'
  )
  from (
    select teacher.school_id
    from app.bookings booking
    join app.appointments appointment on appointment.id = booking.appointment_id
    join app.teachers teacher on teacher.id = appointment.teacher_id
    where booking.id = any (v_bookings)
    union all
    select opening.school_id
    from app.invitations invitation
    join app.openings opening on opening.id = invitation.opening_id
    where invitation.id = any (v_invitations)
    union all
    select teacher.school_id
    from app.waits wait
    join app.appointment_types type on type.id = wait.appointment_type_id
    join app.teachers teacher on teacher.id = type.teacher_id
    where wait.id = any (v_waits)
  ) as held
  group by held.school_id;
  return jsonb_build_object(
    'cancelled', cardinality(v_coming), 'erased', cardinality(v_bookings) + cardinality(v_invitations) + cardinality(v_waits), 'teachers', v_teachers
  );
end
$$;

-- To whom bookings are told elsewhere, and when that was switched on and off. What becomes of telling is not asked about.
create trigger hooks_are_noted after insert or update of events, off_at, secret_id or delete on app.hooks
  for each row execute function app.note_row('hook', 'events', 'off_at', 'secret_id');
create trigger calendars_are_noted after insert or update on app.shared_calendars
  for each row when (new.teacher_id is not null) execute function app.note_row('calendar', 'made_at');
create trigger calendars_taken_back_are_noted after delete on app.shared_calendars
  for each row when (old.teacher_id is not null) execute function app.note_row('calendar', 'made_at');
