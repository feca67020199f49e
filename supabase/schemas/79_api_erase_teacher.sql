-- Erases a teacher, named by their handle, by themselves or by the office of their school: app.erase_teachers. Openings of theirs
-- alone end, and lose their names. Who is on their own, without an office or a colleague, takes their school along, which is called
-- after them. Their handle is free for anybody. Gives {handle, openings: [ids], teams: [handles], is_gone}: whether who asked for
-- it is nobody here any more.
-- Refuses: DNIED, NTFND for who is not in one's charge, AHEAD while something is still to come.
create function api.erase_teacher(p_user_id uuid, p_handle text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_charge uuid[] := app.in_charge_of(erase_teacher.p_user_id);
  v_teacher app.teachers;
  v_alone boolean;
  v_openings uuid[];
  v_teams text[] := '{}';
begin
  select * into v_teacher from app.teachers teacher
  where teacher.handle = erase_teacher.p_handle and teacher.id = any (v_charge) and teacher.erased_at is null;
  if not found then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  -- Before all else: who writes down an opening, a team, a colleague or the office of it has done so, and is seen, or waits.
  perform from app.schools school where school.id = v_teacher.school_id for update;
  v_alone := not exists (select from app.staff staff where staff.school_id = v_teacher.school_id) and not exists (
    select from app.teachers other
    where other.school_id = v_teacher.school_id and other.id <> v_teacher.id and other.erased_at is null
  );
  v_openings := array(
    select opening.id from app.openings opening
    left join app.appointment_types type on type.id = opening.appointment_type_id
    where opening.school_id = v_teacher.school_id and (v_alone or v_teacher.id in (opening.teacher_id, type.teacher_id))
  );
  perform app.erase_teachers(v_teacher.school_id, array[v_teacher.id], v_openings);
  if v_alone then
    v_teams := app.empty_school(v_teacher.school_id, v_openings);
  else
    perform app.empty_openings(v_openings, false);
  end if;
  return jsonb_build_object(
    'handle', v_teacher.handle, 'openings', v_openings, 'teams', v_teams, 'is_gone', app.is_nobody(p_user_id)
  );
end
$$;
