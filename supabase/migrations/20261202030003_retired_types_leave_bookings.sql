-- Who retires a type, or offers one again, hears at once what is booked outside of what they offer.
-- A type is offered no longer; what was booked of it stands. Twice is once. It asks for no version: nothing of the type
-- goes, and api.restore_type has it as whoever saved it last. Gives {handle, outside}. Refuses: DNIED, NTFND.
create or replace function api.retire_type(p_user_id uuid, p_type_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(retire_type.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  update app.appointment_types type set retired_at = coalesce(type.retired_at, now())
  where type.id = p_type_id and type.teacher_id = v_teacher.id;
  if not found then
    perform app.refuse('NTFND', 'no such type');
  end if;
  return jsonb_build_object('handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
-- Offers a type again that was retired, as it was then. Twice is once. Gives {handle, outside}. Refuses: DNIED, NTFND.
create or replace function api.restore_type(p_user_id uuid, p_type_id uuid) returns jsonb
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

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
