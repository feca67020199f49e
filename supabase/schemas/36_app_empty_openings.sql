-- Takes out all that openings of who leaves say. Who came, by number, and in which order stays. p_staff: who did what in them goes, too,
-- as of a school that leaves; else that is the school's. Who is just saving one of them has an old version of it.
create function app.empty_openings(p_openings uuid[], p_staff boolean) returns void
language plpgsql
as $$
declare
  v_school_id uuid;
  v_since timestamptz;
  v_groups uuid[] := array(select each.id from app.opening_groups each where each.opening_id = any (p_openings));
begin
  if p_openings = '{}' then
    return;
  end if;
  update app.openings opening set name = 'Opening', version = opening.version + 1 where opening.id = any (p_openings);
  update app.opening_groups each set name = 'Group' where each.id = any (v_groups);
  update app.opening_paces pace set free_by_teacher = '{}' where pace.opening_id = any (p_openings);
  update app.opening_events event
  set actor = case when not p_staff then event.actor end,
    -- By how many each could book, what was booked is still judged.
    detail = case
      when event.kind = 'saved' then jsonb_strip_nulls(jsonb_build_object('bookings_each', event.detail -> 'bookings_each'))
      else event.detail
    end
  where event.opening_id = any (p_openings) and (event.actor is not null or event.kind = 'saved');
  -- What was noted of the opening itself is its teacher's.
  select opening.school_id, min(opening.created_at) into v_school_id, v_since
  from app.openings opening where opening.id = any (p_openings) group by opening.school_id;
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  where change.school_id = v_school_id and change.at >= v_since and change.subject_kind = 'group' and change.subject_id = any (v_groups)
    and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
end
$$;
