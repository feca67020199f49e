-- What a teacher has said of when and what can be booked, as a file has it: {schedules, types, absences}. What an absence is, is for the
-- teacher alone (p_notes).
create function app.export_rules(p_teacher_id uuid, p_notes boolean) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'schedules', (
      select coalesce(jsonb_agg(app.describe_schedule(schedule) order by schedule.is_usual desc, schedule.name), '[]')
      from app.schedules schedule where schedule.teacher_id = export_rules.p_teacher_id
    ),
    'types', (
      select coalesce(jsonb_agg(app.describe_type(type) order by type.position, type.name), '[]')
      from app.appointment_types type where type.teacher_id = export_rules.p_teacher_id
    ),
    'absences', (
      select coalesce(jsonb_agg(
        jsonb_build_object('starts_at', lower(busy.during), 'ends_at', upper(busy.during))
        || case when export_rules.p_notes then jsonb_build_object('note', busy.note) else '{}' end
        order by busy.during, busy.id
      ), '[]')
      from app.busy_times busy where busy.teacher_id = export_rules.p_teacher_id and busy.feed_id is null
    )
  );
end
$$;
