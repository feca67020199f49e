-- Tells both sides, in the transaction that gives the reason: the booker in their turn, the teacher at once. Refuses: SLOWD.
create function app.enqueue_mails(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(enqueue_mails.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(enqueue_mails.p_kind, v_addressee);
begin
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at),
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher', null, now(), now());
end
$$;
