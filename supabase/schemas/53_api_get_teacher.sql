-- A teacher's public page, without the types that only who has their address shall find. Where one meets is told of an address
-- alone: whose number or room it is, is for who has booked. Refuses: NTFND.
create function api.get_teacher(p_handle text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_answer jsonb;
begin
  select jsonb_build_object(
    'handle', teacher.handle, 'name', teacher.name, 'subjects', teacher.subjects, 'about', teacher.about,
    'school', school.name, 'time_zone', teacher.time_zone,
    'types', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'handle', type.handle, 'name', type.name, 'description', type.description,
        'duration_minutes', type.duration_minutes, 'seats', type.seats, 'notice_minutes', type.notice_minutes,
        'other_durations', type.other_durations, 'series_cap', type.series_cap, 'questions', type.questions,
        'place_kind', type.place_kind, 'address', case type.place_kind when 'address' then type.place else '' end,
        'horizon_days', type.horizon_days, 'cutoff_minutes', type.cutoff_minutes, 'opens_at', app.opens_at(type), 'opening', (
          select jsonb_build_object('id', opening.id, 'name', opening.name, 'by_ticket', opening.by_ticket)
          from app.openings opening where opening.id = type.opening_id
        )
      ) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = teacher.id and type.retired_at is null and not type.is_hidden
    ),
    'has_hours', exists (
      select from app.schedules schedule
      join app.weekly_hours hours on hours.schedule_id = schedule.id
      where schedule.teacher_id = teacher.id
    )
  ) into v_answer
  from app.teachers teacher
  join app.schools school on school.id = teacher.school_id
  where teacher.handle = get_teacher.p_handle;
  if v_answer is null then
    perform app.refuse('NTFND', 'no such teacher');
  end if;
  return v_answer;
end
$$;
