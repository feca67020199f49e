-- Tells who waits for a type that its list was closed, or is open again, a little later: what was a slip is mended by then, and a
-- mail says what is so when it goes out.
create function app.tell_who_waits() returns trigger
language plpgsql
as $$
declare
  v_wait app.waits;
  v_addressee uuid;
  v_planned_at timestamptz;
begin
  for v_wait in
    select wait.* from app.waits wait
    where wait.appointment_type_id = new.id and wait.state = 'waiting' and (
      select count(*) from app.mails mail
      where mail.wait_id = wait.id and mail.kind = 'waiting' and coalesce(mail.sent_at, mail.failed_at) is null
    ) = 0
    order by wait.created_at, wait.id
  loop
    v_addressee := md5(v_wait.email)::uuid;
    v_planned_at := app.mail_turn('waiting', v_addressee, p_refuses => false);
    insert into app.mails (wait_id, kind, recipient, addressee, planned_at, due_at)
    values (v_wait.id, 'waiting', 'booker', v_addressee, v_planned_at, greatest(v_planned_at, now() + interval '10 minutes'));
  end loop;
  return null;
end
$$;
create trigger types_tell_who_waits after update of waitlist, opening_id, retired_at on app.appointment_types
  for each row when (
    (new.waitlist and new.opening_id is null and new.retired_at is null)
      <> (old.waitlist and old.opening_id is null and old.retired_at is null)
  )
  execute function app.tell_who_waits();
