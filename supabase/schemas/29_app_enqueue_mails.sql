-- Tells both sides, in the transaction that gives the reason.
create function app.enqueue_mails(p_booking_id uuid, p_kind text) returns void
language plpgsql
as $$
begin
  insert into app.mails (booking_id, kind, recipient)
  values
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'booker'),
    (enqueue_mails.p_booking_id, enqueue_mails.p_kind, 'teacher');
end
$$;
