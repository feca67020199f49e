-- Erases a school, named by its handle, by its staff: all of its teachers (app.erase_teachers), its teams and openings, whom it
-- invited, its name and its staff. Places in openings stay, by which a draw can be computed again.
-- Twenty teachers at a time, where nothing is to come of any: call it until it gives no more `left`, and then it is all gone.
-- Gives {left, teachers: [handles], teams: [handles], openings: [ids], is_gone}: whose pages change, and as api.erase_teacher.
-- Refuses: DNIED, NTFND for any other school, AHEAD while something is still to come.
create function api.erase_school(p_user_id uuid, p_handle text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_school_id uuid := (app.find_office(erase_school.p_user_id)).school_id;
  v_school app.schools;
  v_all uuid[];
  v_teachers app.teachers[];
  v_openings uuid[];
  v_teams text[];
begin
  -- Before all else, so that nobody becomes its teacher meanwhile.
  select * into v_school from app.schools school
  where school.id = v_school_id and school.handle = erase_school.p_handle
  for update;
  if not found then
    perform app.refuse('NTFND', 'not your school');
  end if;
  v_all := array(
    select teacher.id from app.teachers teacher where teacher.school_id = v_school.id and teacher.erased_at is null
  );
  v_openings := array(select opening.id from app.openings opening where opening.school_id = v_school.id);
  -- Or some of them would be gone before one is in the way.
  perform app.require_nothing_ahead(v_all, v_openings);
  v_teachers := array(select teacher from app.teachers teacher where teacher.id = any (v_all) order by teacher.handle limit 20);
  if cardinality(v_all) > 20 then
    perform app.erase_teachers(v_school.id, array(select gone.id from unnest(v_teachers) as gone), '{}');
    return jsonb_build_object(
      'left', cardinality(v_all) - 20, 'teachers', array(select gone.handle from unnest(v_teachers) as gone),
      'teams', '[]'::jsonb, 'openings', '[]'::jsonb, 'is_gone', false
    );
  end if;
  perform app.erase_teachers(v_school.id, array(select gone.id from unnest(v_teachers) as gone), v_openings);
  v_teams := app.empty_school(v_school.id, v_openings);
  return jsonb_build_object(
    'left', 0, 'teachers', array(select gone.handle from unnest(v_teachers) as gone), 'teams', v_teams, 'openings', v_openings,
    'is_gone', app.is_nobody(p_user_id)
  );
end
$$;
