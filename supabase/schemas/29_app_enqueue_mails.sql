-- Tells both sides, in the transaction that gives the reason: the booker in their turn, the teacher at once. Refuses: SLOWD.
create function app.enqueue_mails(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
begin
  perform app.tell_booker(enqueue_mails.p_booking_id, enqueue_mails.p_kind, enqueue_mails.p_email);
  insert into app.mails (booking_id, kind, recipient)
  select enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher'
  where not app.is_synthetic(enqueue_mails.p_booking_id, enqueue_mails.p_email);
end
$$;
