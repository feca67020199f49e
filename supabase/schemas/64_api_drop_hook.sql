-- A program is told nothing of a teacher's bookings any more, also not what still waits. Twice is once. Refuses: DNIED.
create function api.drop_hook(p_user_id uuid, p_hook_id uuid) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_hook.p_user_id);
begin
  delete from app.hooks hook where hook.id = p_hook_id and hook.teacher_id = v_teacher.id;
end
$$;
