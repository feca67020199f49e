-- Up to p_most lines of the trail, the newest first, after the one that was last seen: of one teacher, or else of a whole school.
-- p_wish is that of list_trail.
create function app.page_of_trail(
  p_school_id uuid, p_teacher_id uuid, p_wish jsonb, p_after_at timestamptz, p_after_id bigint, p_most integer
) returns setof app.audit
language plpgsql stable
as $$
declare
  v_kinds text[] := case when p_wish ? 'kinds' then array(select jsonb_array_elements_text(p_wish -> 'kinds')) end;
  v_from timestamptz := coalesce((p_wish ->> 'from')::timestamptz, '-infinity');
  -- Keyset and span are one bound, so that both are found by the index.
  v_at timestamptz := least(coalesce(p_after_at, 'infinity'), (p_wish ->> 'until')::timestamptz);
  v_id bigint := case when p_after_at = v_at then p_after_id else 0 end;
begin
  if p_teacher_id is not null then
    return query
      select change.* from app.audit change
      where change.teacher_id = p_teacher_id and change.school_id = p_school_id
        and change.at >= v_from and (change.at, change.id) < (v_at, v_id)
        and (v_kinds is null or change.subject_kind = any (v_kinds))
      order by change.at desc, change.id desc limit p_most;
  else
    return query
      select change.* from app.audit change
      where change.school_id = p_school_id
        and change.at >= v_from and (change.at, change.id) < (v_at, v_id)
        and (v_kinds is null or change.subject_kind = any (v_kinds))
      order by change.at desc, change.id desc limit p_most;
  end if;
end
$$;
