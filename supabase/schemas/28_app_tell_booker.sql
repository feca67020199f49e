-- Tells the booker, in the transaction that gives the reason. The address was typed by anybody, so it gets one mail a minute
-- at most, the first at once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a
-- cancellation is told all the same.
create function app.tell_booker(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(tell_booker.p_email)::uuid;
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = v_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and tell_booker.p_kind = 'confirmed' then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_booker.p_booking_id, tell_booker.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
end
$$;
