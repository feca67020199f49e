-- What a booking's teacher wrote goes from the trail, too, when it goes from the booking: a trigger.
create function app.forget_reason() returns trigger
language plpgsql
as $$
begin
  update app.audit change set reason = null where change.subject_id = new.id and change.reason is not null;
  return null;
end
$$;
