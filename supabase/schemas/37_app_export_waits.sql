-- Who waits for a time with a teacher, or did and is not forgotten yet, as a file has it, whoever came first first.
create function app.export_waits(p_teacher_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(
      to_jsonb(wait) - '{appointment_type_id,link_version}'::text[] || jsonb_build_object('type', type.name)
      order by wait.created_at, wait.id
    ), '[]')
    from app.appointment_types type
    join app.waits wait on wait.appointment_type_id = type.id and wait.email not like 'erased %'
    where type.teacher_id = export_waits.p_teacher_id
  );
end
$$;
