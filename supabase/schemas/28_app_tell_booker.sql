-- Tells the booker, in their turn, and the teacher's programs, in the transaction that gives the reason. Refuses: SLOWD.
create function app.tell_booker(p_booking_id uuid, p_kind app.mail_kind, p_email text) returns void
language plpgsql
as $$
declare
  v_addressee uuid := md5(tell_booker.p_email)::uuid;
  v_planned_at timestamptz := app.mail_turn(tell_booker.p_kind, v_addressee);
begin
  if app.is_synthetic(tell_booker.p_booking_id, tell_booker.p_email) then
    return;
  end if;
  insert into app.mails (booking_id, kind, recipient, addressee, planned_at, due_at)
  values (tell_booker.p_booking_id, tell_booker.p_kind, 'booker', v_addressee, v_planned_at, v_planned_at);
  perform app.tell_hooks(tell_booker.p_booking_id, tell_booker.p_kind);
end
$$;
