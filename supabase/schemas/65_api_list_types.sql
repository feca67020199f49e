-- What a teacher offers, as the desk shows it: [describe_type], in their order. Refuses: DNIED.
create function api.list_types(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_types.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(app.describe_type(type) order by type.position, type.name, type.id), '[]')
    from app.appointment_types type where type.teacher_id = v_teacher.id and type.retired_at is null
  );
end
$$;
