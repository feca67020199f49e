-- Offers a type again that was retired, as it was then. Twice is once. Gives {handle, outside}. Refuses: DNIED, NTFND.
create function api.restore_type(p_user_id uuid, p_type_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(restore_type.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  update app.appointment_types type set retired_at = null
  where type.id = p_type_id and type.teacher_id = v_teacher.id;
  if not found then
    perform app.refuse('NTFND', 'no such type');
  end if;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
