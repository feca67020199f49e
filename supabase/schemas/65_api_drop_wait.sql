-- Takes somebody off a teacher's waiting list; what is offered to them goes to the next one. Twice is once.
-- Gives {handle}. Refuses: DNIED, NTFND for what is another teacher's.
create function api.drop_wait(p_user_id uuid, p_wait_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(drop_wait.p_user_id);
begin
  if not exists (
    select from app.waits wait
    join app.appointment_types type on type.id = wait.appointment_type_id
    where wait.id = drop_wait.p_wait_id and type.teacher_id = v_teacher.id
  ) then
    perform app.refuse('NTFND', 'nobody waits like this');
  end if;
  perform app.end_wait(p_wait_id, 'left');
  return jsonb_build_object('handle', v_teacher.handle);
end
$$;
