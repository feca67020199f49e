-- A type as its desk shows and saves it.
create function app.describe_type(p_type app.appointment_types) returns jsonb
language sql stable
as $$
  select jsonb_build_object(
    'id', p_type.id, 'version', p_type.version, 'handle', p_type.handle, 'name', p_type.name, 'description', p_type.description,
    'schedule_id', p_type.schedule_id, 'duration_minutes', p_type.duration_minutes, 'other_durations', p_type.other_durations,
    'step_minutes', p_type.step_minutes, 'seats', p_type.seats, 'buffer_before_minutes', p_type.buffer_before_minutes,
    'buffer_after_minutes', p_type.buffer_after_minutes, 'notice_minutes', p_type.notice_minutes,
    'horizon_days', p_type.horizon_days, 'first_day', lower(p_type.dates), 'last_day', upper(p_type.dates) - 1,
    'cutoff_minutes', p_type.cutoff_minutes, 'hold_minutes', p_type.hold_minutes, 'booker_cap', p_type.booker_cap,
    'no_show_limit', p_type.no_show_limit,
    'day_cap', p_type.day_cap, 'week_cap', p_type.week_cap, 'series_cap', p_type.series_cap, 'waitlist', p_type.waitlist,
    'needs_approval', p_type.needs_approval, 'decide_hours', p_type.decide_hours, 'place_kind', p_type.place_kind,
    'place', p_type.place, 'questions', p_type.questions, 'is_hidden', p_type.is_hidden, 'colour', p_type.colour,
    'position', p_type.position, 'reminder_minutes', p_type.reminder_minutes,
    'follow_up_minutes', p_type.follow_up_minutes, 'follow_up_text', p_type.follow_up_text
  )
$$;
