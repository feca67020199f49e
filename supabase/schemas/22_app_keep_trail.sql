-- Nobody changes what was noted, its owner included: a trigger. A reason goes with that of its booking, and a line when its time
-- is over.
create function app.keep_trail() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'DELETE' and old.at < now() - app.retention_of('trail') then
    return old;
  elsif tg_op = 'UPDATE' and to_jsonb(new) = to_jsonb(old) || '{"reason": null}' and not exists (
    select from app.bookings booking where booking.id = old.subject_id and booking.cancel_reason is not null
  ) then
    return new;
  end if;
  perform app.refuse('DNIED', 'the trail is only added to');
end
$$;
