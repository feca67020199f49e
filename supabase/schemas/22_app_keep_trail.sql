-- Nobody changes what was noted, its owner included: a trigger. A reason goes with that of its booking, a line when its time
-- is over, and of who has left what they wrote.
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
  elsif tg_op = 'UPDATE' and to_jsonb(new) - '{before,after}'::text[] = to_jsonb(old) - '{before,after}'::text[]
    and coalesce(new.before, '{}') = '{}' and coalesce(new.after, '{}') = '{}' and (
      exists (select from app.teachers teacher where teacher.id = old.teacher_id and teacher.erased_at is not null)
      or exists (select from app.schools school where school.id = old.school_id and school.erased_at is not null)
      or old.subject_kind = 'group' and exists (
        select from app.opening_groups each where each.id = old.subject_id and app.is_left_behind(each.opening_id)
      )
    ) then
    return new;
  end if;
  perform app.refuse('DNIED', 'the trail is only added to');
end
$$;
