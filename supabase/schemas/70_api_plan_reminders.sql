-- Enqueues up to p_limit of the reminders and follow-ups that are due within two minutes: one a minute to an address, each
-- once. What holds of a booking is looked at again when they are sent. Gives how many; 0 while another does it.
create function api.plan_reminders(p_limit integer) returns integer
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_until timestamptz := now() + interval '2 minutes';
  v_due record;
  v_addressee uuid;
  v_planned_at timestamptz;
  v_planned integer := 0;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('reminders', 11)) then
    return 0;
  end if;
  for v_due in
    select found.*
    from (
      select reminder.*, 'reminder' as kind from app.due_reminders(v_until) as reminder
      union all
      select follow_up.*, 'follow_up' from app.due_follow_ups(v_until) as follow_up
    ) as found
    order by found.due_at, found.booking_id
    limit plan_reminders.p_limit
  loop
    v_addressee := md5('reminders ' || v_due.email)::uuid;
    v_planned_at := greatest(v_due.due_at, app.mail_turn('reminder', v_addressee));
    insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at, starts_at, minutes_before)
    values (
      v_due.booking_id, v_due.kind::app.mail_kind, 'booker', v_addressee, v_planned_at, v_planned_at, v_due.starts_at,
      v_due.minutes_before
    );
    v_planned := v_planned + 1;
  end loop;
  return v_planned;
end
$$;
