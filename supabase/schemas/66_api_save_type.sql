-- Makes an appointment type under an id that the form has made (p_version 0), or changes one. Bookings that stand are kept.
-- p_wish is what app.describe_type gives, without id and version. Saving the same again, as one does who never got the answer,
-- changes nothing.
-- Gives {type, handle, outside}. Refuses: DNIED, NTFND, STALE, LIMIT, INVAL where another type has its handle, the
-- schedule is another teacher's, or the last of its dates is further ahead than holidays and calendars from elsewhere are known.
create function api.save_type(p_user_id uuid, p_type_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(save_type.p_user_id);
  v_wish app.appointment_types := jsonb_populate_record(null::app.appointment_types, p_wish);
  v_type app.appointment_types;
  v_asked uuid[];
begin
  perform app.lock_rules(v_teacher.handle);
  v_wish.dates := case when p_wish ->> 'first_day' is not null then
    daterange((p_wish ->> 'first_day')::date, (p_wish ->> 'last_day')::date, '[]')
  end;
  if exists (
    select from app.appointment_types other
    where other.teacher_id = v_teacher.id and other.handle = v_wish.handle and other.id <> p_type_id
  ) then
    perform app.refuse_fields('another type has this address', jsonb_build_object(
      'handle', 'Another type of yours has this address, perhaps one that was retired.'
    ));
  elsif not exists (
    select from app.schedules schedule where schedule.id = v_wish.schedule_id and schedule.teacher_id = v_teacher.id
  ) then
    perform app.refuse_fields('no such schedule', jsonb_build_object('scheduleId', 'This schedule is not there any more.'));
  elsif upper(v_wish.dates) - 1 > app.today_of(v_teacher) + 730 then
    perform app.refuse_fields('dates too far ahead', jsonb_build_object('lastDay', 'At most two years ahead.'));
  elsif p_version = 0 and not exists (select from app.appointment_types type where type.id = p_type_id)
    and (select count(*) from app.appointment_types type where type.teacher_id = v_teacher.id) >= 100 then
    perform app.refuse('LIMIT', 'a hundred types are as many as one teacher can have');
  end if;
  v_asked := app.asked_again(v_teacher.id, '{}', null);
  insert into app.appointment_types (id, teacher_id, schedule_id, handle, name, duration_minutes, step_minutes, version)
  select p_type_id, v_teacher.id, v_wish.schedule_id, v_wish.handle, v_wish.name, v_wish.duration_minutes, v_wish.step_minutes, 0
  where p_version = 0
  on conflict (id) do nothing;
  update app.appointment_types type set
    version = type.version + 1, handle = v_wish.handle, name = v_wish.name, description = v_wish.description,
    schedule_id = v_wish.schedule_id, duration_minutes = v_wish.duration_minutes, other_durations = v_wish.other_durations,
    step_minutes = v_wish.step_minutes, seats = v_wish.seats, buffer_before_minutes = v_wish.buffer_before_minutes,
    buffer_after_minutes = v_wish.buffer_after_minutes, notice_minutes = v_wish.notice_minutes,
    horizon_days = v_wish.horizon_days, dates = v_wish.dates, cutoff_minutes = v_wish.cutoff_minutes,
    hold_minutes = v_wish.hold_minutes, booker_cap = v_wish.booker_cap, day_cap = v_wish.day_cap, week_cap = v_wish.week_cap,
    no_show_limit = v_wish.no_show_limit,
    series_cap = v_wish.series_cap, waitlist = v_wish.waitlist, needs_approval = v_wish.needs_approval, decide_hours = v_wish.decide_hours,
    place_kind = v_wish.place_kind, place = v_wish.place, questions = v_wish.questions,
    reminder_minutes = v_wish.reminder_minutes, follow_up_minutes = v_wish.follow_up_minutes,
    follow_up_text = v_wish.follow_up_text, is_hidden = v_wish.is_hidden, colour = v_wish.colour, position = v_wish.position
  where type.id = p_type_id and type.teacher_id = v_teacher.id and type.version = p_version and type.retired_at is null
  returning * into v_type;
  if found then
    perform app.resize_appointments(v_teacher.id);
    -- After it, since that locks all of them, in their order.
    perform app.forget_kept(v_asked);
    -- One that is new may be waited for by an opening of all there is.
    perform app.assign_openings(v_teacher.school_id);
  else
    select * into v_type from app.appointment_types type
    where type.id = p_type_id and type.teacher_id = v_teacher.id and type.retired_at is null;
    if not found then
      perform app.refuse('NTFND', 'no such type');
    elsif v_type.version <> p_version + 1 or app.describe_type(v_type) - 'id' - 'version' <> p_wish then
      perform app.refuse('STALE', 'the type was saved elsewhere');
    end if;
  end if;
  return jsonb_build_object(
    'type', app.describe_type(v_type), 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id)
  );
end
$$;
