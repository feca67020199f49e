-- Tells both sides, in the transaction that gives the reason. The booker's address was typed by anybody, so it gets one
-- mail a minute at most, the first at once: nobody can be buried in mails by a form.
create function app.enqueue_mails(p_booking_id uuid, p_kind text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := (select md5(email)::uuid from app.bookings where id = enqueue_mails.p_booking_id);
  v_planned_at timestamptz := greatest(now(), (
    select max(mail.planned_at) + interval '1 minute' from app.mails mail
    where mail.addressee = v_addressee and mail.planned_at > now() - interval '1 minute'
  ));
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at),
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher', null, now(), now());
end
$$;
