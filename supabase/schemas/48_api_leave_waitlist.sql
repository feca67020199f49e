-- Waits no longer, by one's own link; what is offered just now goes to the next one, and what was booked stands. Twice is once.
-- Gives {teacher}: whose slots may have changed. Refuses: NTFND.
create function api.leave_waitlist(p_wait_id uuid, p_link_version integer) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_wait app.waits := app.find_wait(leave_waitlist.p_wait_id, leave_waitlist.p_link_version);
begin
  perform app.end_wait(v_wait.id, 'left');
  return jsonb_build_object('teacher', app.waited_with(v_wait));
end
$$;
