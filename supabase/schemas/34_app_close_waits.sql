-- Nobody waits for what is past, for what they have found by themselves or for what they gave up, nor for ever.
create function app.close_waits(p_teacher_id uuid) returns void
language plpgsql
as $$
begin
  update app.waits wait set state = 'left'
  where wait.id in (
    select each.id
    from app.appointment_types type
    join app.waits each on each.appointment_type_id = type.id and each.state = 'waiting'
    where type.teacher_id = close_waits.p_teacher_id and (
      upper(each.wanted) <= now() or each.created_at < now() - app.retention_of('wait') or app.has_found(each)
      or each.kind = 'slot' and app.has_given_up(each, lower(each.wanted))
    )
    for update of each skip locked
  );
end
$$;
