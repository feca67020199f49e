-- Nothing of these teachers is offered any more, by themselves or by the office of their school, as before they are erased: all of
-- their types are retired, so that nobody books what is given up, and who waits is not offered it. What was booked stands. Twice is
-- once, and api.restore_type has each type as it was. Handles that are nobody's in one's charge are left out, as of who is erased.
-- Gives the handles of those who are closed. Refuses: DNIED, NTFND where it is none of them.
create function api.close_teachers(p_user_id uuid, p_handles text[]) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_charge uuid[] := app.in_charge_of(close_teachers.p_user_id);
  v_teachers app.teachers[] := array(
    select teacher from app.teachers teacher
    where teacher.handle = any (close_teachers.p_handles) and teacher.id = any (v_charge) and teacher.erased_at is null
  );
begin
  if v_teachers = '{}' then
    perform app.refuse('NTFND', 'no such teacher in your charge');
  end if;
  perform app.lock_rules(known.handle) from (select each.handle from unnest(v_teachers) as each order by each.handle) as known;
  update app.appointment_types type set retired_at = now()
  where type.teacher_id in (
    select teacher.id from app.teachers teacher
    where teacher.id in (select each.id from unnest(v_teachers) as each) and teacher.erased_at is null
  ) and type.retired_at is null;
  return jsonb_build_object('teachers', array(select each.handle from unnest(v_teachers) as each order by each.handle));
end
$$;
