-- A type is offered no longer; what was booked of it stands, and is asked about though it was kept before. Twice is once. It asks for no version: nothing of the type
-- goes, and api.restore_type has it as whoever saved it last. Gives {handle, outside}. Refuses: DNIED, NTFND.
create function api.retire_type(p_user_id uuid, p_type_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(retire_type.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  perform app.forget_kept(app.asked_again(v_teacher.id, '{(,)}', array(
    select type.id from app.appointment_types type
    where type.id = p_type_id and type.teacher_id = v_teacher.id and type.retired_at is null
  )));
  update app.appointment_types type set retired_at = coalesce(type.retired_at, now())
  where type.id = p_type_id and type.teacher_id = v_teacher.id;
  if not found then
    perform app.refuse('NTFND', 'no such type');
  end if;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
