-- A program is told nothing of a teacher's bookings any more, also not what still waits. Twice is once. p_version is the one
-- that was seen; null takes whatever there is. Refuses: DNIED, STALE.
create function api.drop_hook(p_user_id uuid, p_hook_id uuid, p_version integer) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_hook.p_user_id);
begin
  -- As in save_hook: none is saved between the look and the removal.
  perform pg_advisory_xact_lock(hashtextextended(v_teacher.id::text, 6));
  if exists (
    select from app.hooks hook
    where hook.id = p_hook_id and hook.teacher_id = v_teacher.id and hook.version <> p_version
  ) then
    perform app.refuse('STALE', 'the hook was changed elsewhere');
  end if;
  delete from app.hooks hook where hook.id = p_hook_id and hook.teacher_id = v_teacher.id;
end
$$;
