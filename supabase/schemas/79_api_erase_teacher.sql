-- Erases a teacher, named by their handle, by themselves or by the office of their school: app.erase_teachers. Openings of theirs
-- alone end. Their handle is free for anybody. Gives {handle, openings: [ids], is_gone}: whether
-- who asked for it is nobody here any more.
-- Refuses: DNIED, NTFND for who is not in one's charge, AHEAD while something is still to come.
create function api.erase_teacher(p_user_id uuid, p_handle text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_charge uuid[] := app.in_charge_of(erase_teacher.p_user_id);
  v_teacher app.teachers;
  v_openings uuid[];
begin
  select * into v_teacher from app.teachers teacher
  where teacher.handle = erase_teacher.p_handle and teacher.id = any (v_charge) and teacher.erased_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  v_openings := array(
    select opening.id from app.openings opening
    left join app.appointment_types type on type.id = opening.appointment_type_id
    where opening.school_id = v_teacher.school_id and v_teacher.id in (opening.teacher_id, type.teacher_id)
  );
  perform app.erase_teachers(v_teacher.school_id, array[v_teacher.id], v_openings);
  return jsonb_build_object(
    'handle', v_teacher.handle, 'openings', v_openings, 'is_gone', app.is_nobody(p_user_id)
  );
end
$$;
