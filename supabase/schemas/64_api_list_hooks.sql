-- The programs that are told of a teacher's bookings, in the order they were added. Gives [describe_hook]. Refuses: DNIED.
create function api.list_hooks(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_hooks.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(app.describe_hook(hook) order by hook.created_at, hook.id), '[]')
    from app.hooks hook where hook.teacher_id = v_teacher.id
  );
end
$$;
