-- Writes down a change, in its own transaction: who acts at the desk, or else p_otherwise. Who both teaches and is of the staff
-- is a teacher where it is their own.
create function app.note_change(
  p_verb text, p_school_id uuid, p_teacher_id uuid, p_kind text, p_id uuid, p_before jsonb, p_after jsonb,
  p_reason text default null, p_otherwise text default 'operator'
) returns void
language plpgsql
as $$
declare
  v_user_id uuid := app.acting();
  v_teacher_id uuid;
  v_staff_id uuid;
begin
  if v_user_id is not null then
    select teacher.id into v_teacher_id from app.teachers teacher where teacher.user_id = v_user_id;
  end if;
  if v_user_id is not null and (v_teacher_id is null or v_teacher_id is distinct from p_teacher_id) then
    select staff.id into v_staff_id from app.staff staff where staff.user_id = v_user_id and staff.school_id = p_school_id;
  end if;
  insert into app.audit (actor_kind, actor, verb, school_id, teacher_id, subject_kind, subject_id, before, after, reason)
  values (
    case when v_staff_id is not null then 'staff' when v_teacher_id is not null then 'teacher' else p_otherwise end,
    coalesce(v_staff_id, v_teacher_id), p_verb, p_school_id, p_teacher_id, p_kind, p_id, p_before, p_after, p_reason
  );
end
$$;
