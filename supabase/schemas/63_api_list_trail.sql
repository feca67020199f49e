-- Who changed what, a page at a time, the newest first: what concerns oneself, or with school all of the school whose staff one is.
-- p_wish: {school, teacher: handle, kinds: [subject_kind], from, until}, each left out where it narrows nothing down; teacher is
-- for the staff.
-- Gives {changes: [describe_change], next: {at, id} to pass on as p_after_… for the page after it, or null}.
-- Refuses: DNIED, NTFND for another school's teacher.
create function api.list_trail(p_user_id uuid, p_wish jsonb, p_after_at timestamptz, p_after_id bigint, p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_to_staff boolean := coalesce((p_wish ->> 'school')::boolean, false);
  v_school_id uuid;
  v_teacher app.teachers;
  v_found app.audit[];
begin
  if v_to_staff then
    v_school_id := (app.find_office(list_trail.p_user_id)).school_id;
    if p_wish ->> 'teacher' is not null then
      select * into v_teacher from app.teachers teacher
      where teacher.handle = p_wish ->> 'teacher' and teacher.school_id = v_school_id;
      if not found then
        perform app.refuse('NTFND', 'no such teacher here');
      end if;
    end if;
  else
    v_teacher := app.find_desk(list_trail.p_user_id);
    v_school_id := v_teacher.school_id;
  end if;
  v_found := array(
    select change from app.page_of_trail(v_school_id, v_teacher.id, p_wish, p_after_at, p_after_id, p_limit + 1) as change
    order by (change).at desc, (change).id desc
  );
  return jsonb_build_object(
    'changes', (
      select coalesce(jsonb_agg(app.describe_change(change, v_to_staff) order by change.at desc, change.id desc), '[]')
      from unnest(v_found[:p_limit]) as change
    ),
    'next', case when cardinality(v_found) > p_limit then
      jsonb_build_object('at', v_found[p_limit].at, 'id', v_found[p_limit].id)
    end
  );
end
$$;
