-- When the next mail to a booker's address goes out. It was typed by anybody, so it gets one a minute at most, the first at
-- once: nobody can be buried in mails by a form. SLOWD once twenty minutes of them wait; a cancellation is told all the same, and
-- so is what comes in a turn of its own (app.tell_by_teacher).
create function app.mail_turn(p_kind app.mail_kind, p_addressee uuid, p_refuses boolean default true) returns timestamptz
language plpgsql
as $$
declare
  v_planned_at timestamptz := greatest(now(), (
    select mail.planned_at + interval '1 minute' from app.mails mail
    where mail.addressee = mail_turn.p_addressee
    order by mail.planned_at desc limit 1
  ));
begin
  if v_planned_at > now() + interval '19 minutes' and mail_turn.p_kind in ('confirmed', 'requested', 'waiting') and p_refuses then
    perform app.refuse('SLOWD', 'twenty mails to this address are on their way');
  end if;
  return v_planned_at;
end
$$;
