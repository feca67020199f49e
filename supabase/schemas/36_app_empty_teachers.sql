-- Takes out all that teachers have said or that names them, in every table: of app.erase_teachers, which has made sure that
-- nobody counts on it. Their rows stay, as what bookings stand with.
create function app.empty_teachers(p_school_id uuid, p_teachers uuid[]) returns void
language plpgsql
as $$
declare
  v_gone app.teachers[] := array(select teacher from app.teachers teacher where teacher.id = any (p_teachers));
  v_handles text[] := array(select gone.handle from unnest(v_gone) as gone);
  -- Who is of the staff, too, is so still.
  v_emails text[] := array(
    select gone.email from unnest(v_gone) as gone
    where not exists (select from app.staff staff where staff.email = gone.email offset 0)
  );
begin
  perform app.note_change('erased', p_school_id, gone.id, 'teacher', gone.id, null, null) from unnest(v_gone) as gone;
  -- Before all others, so that these neither refuse nor are noted; and what is written down of them meanwhile comes before or not at all.
  update app.teachers teacher
  set erased_at = now(), name = 'A teacher who has left', about = '', subjects = '{}', handle = 'erased-' || teacher.id,
    email = 'erased ' || teacher.id, user_id = null, holiday_region = null, worked_holidays = '{}', code_asked_at = null
  where teacher.id = any (p_teachers);
  perform app.forget_tokens(gone.user_id) from unnest(v_gone) as gone where gone.user_id is not null;

  delete from app.team_members member where member.teacher_id = any (p_teachers);
  delete from app.hooks hook where hook.teacher_id = any (p_teachers);
  delete from app.shared_calendars shared where shared.teacher_id = any (p_teachers);
  delete from app.busy_feeds feed where feed.teacher_id = any (p_teachers);
  delete from app.busy_times busy where busy.teacher_id = any (p_teachers);
  -- One of their schedules stays, without hours, for what was offered by it.
  update app.appointment_types type
  set name = 'Appointment', description = '', handle = 'erased-' || type.id, questions = '[]', place_kind = 'unsaid', place = '',
    reminder_minutes = '{}', follow_up_minutes = null, follow_up_text = '', colour = 'blue', dates = null, opens_at = null,
    is_hidden = true, waitlist = false, opening_id = null, retired_at = coalesce(type.retired_at, now()),
    schedule_id = (
      select schedule.id from app.schedules schedule where schedule.teacher_id = type.teacher_id
      order by schedule.is_usual desc, schedule.id limit 1
    )
  where type.teacher_id = any (p_teachers);
  delete from app.schedules schedule
  where schedule.teacher_id = any (p_teachers)
    and not exists (select from app.appointment_types type where type.schedule_id = schedule.id);
  delete from app.weekly_hours hours using app.schedules schedule
  where schedule.id = hours.schedule_id and schedule.teacher_id = any (p_teachers);
  delete from app.overrides own using app.schedules schedule
  where schedule.id = own.schedule_id and schedule.teacher_id = any (p_teachers);
  update app.schedules schedule set name = 'Hours' where schedule.teacher_id = any (p_teachers);

  -- What waits is due within a day, and what failed may name them.
  update app.mails mail
  set failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end, error = 'erased meanwhile'
  where mail.id = any (array(
    select due.id from app.mails due
    cross join lateral (
      select appointment.teacher_id from app.bookings booking
      join app.appointments appointment on appointment.id = booking.appointment_id
      where booking.id = due.booking_id offset 0
    ) as whose
    where due.sent_at is null and due.failed_at is null and due.due_at < now() + interval '1 day' and due.recipient = 'teacher'
      and whose.teacher_id = any (p_teachers)
    union all
    select failed.id
    from (
      select each.id from app.appointments each where each.teacher_id = any (p_teachers) and each.cancelled_at is null
      union all
      select each.id from app.appointments each where each.teacher_id = any (p_teachers) and each.cancelled_at is not null
    ) as appointment
    cross join lateral (select each.id from app.bookings each where each.appointment_id = appointment.id offset 0) as booking
    cross join lateral (
      select each.id from app.mails each
      where each.booking_id = booking.id and each.error is not null and each.recipient = 'teacher' offset 0
    ) as failed
  ));
  -- The key stays, and stays used.
  update app.requests request set body_hash = null, answer = null
  where request.answer ?| '{teacher,teachers}' and request.answered_at <= now()
    and (request.answer ->> 'teacher' = any (v_handles) or request.answer -> 'teachers' ?| v_handles);
  update app.opening_paces pace set free_by_teacher = pace.free_by_teacher - v_handles
  where pace.opening_id = any (array(select opening.id from app.openings opening where opening.school_id = p_school_id))
    and pace.free_by_teacher ?| v_handles;
  update app.opening_events event
  set actor = case when event.actor = any (v_emails) then null else event.actor end,
    detail = case when event.detail ->> 'teacher' = any (v_handles) then event.detail - '{teacher,type}'::text[] else event.detail end
  from app.openings opening
  where opening.school_id = p_school_id and event.opening_id = opening.id
    and (event.actor = any (v_emails) or event.detail ->> 'teacher' = any (v_handles));
  -- When a booking was cancelled or moved tells of nobody.
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  where change.teacher_id = any (p_teachers) and change.subject_kind <> 'booking'
    and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
end
$$;
