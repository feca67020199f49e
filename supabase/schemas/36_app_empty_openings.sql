-- Takes out all that openings of who leaves say: app.is_left_behind. Who came, by number, and in which order stays, and so does whom
-- they invited, who are the school's. Who is just saving one of them has an old version of it.
create function app.empty_openings(p_openings uuid[]) returns void
language plpgsql
as $$
begin
  update app.openings opening set name = 'Opening', version = opening.version + 1 where opening.id = any (p_openings);
  update app.opening_groups each set name = 'Group' where each.opening_id = any (p_openings);
  update app.opening_paces pace set free_by_teacher = '{}' where pace.opening_id = any (p_openings);
  update app.opening_events event set detail = '{}' where event.opening_id = any (p_openings) and event.kind = 'saved';
  -- That of the opening itself is its teacher's.
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  from app.opening_groups each
  join app.openings opening on opening.id = each.opening_id
  where each.opening_id = any (p_openings) and change.school_id = opening.school_id and change.subject_kind = 'group'
    and change.subject_id = each.id and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
end
$$;
