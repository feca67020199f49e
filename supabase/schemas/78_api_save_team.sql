-- Makes a team under an id that the form has made (p_version 0), or changes one. p_wish: {handle, name, subject, teachers: [handle]},
-- subject null where it is those teachers. Saving the same again, as one does who never got the answer, changes nothing.
-- Gives app.describe_team. Refuses: DNIED, NTFND for another school's team or teacher, STALE, LIMIT, INVAL where the handle is taken.
create function api.save_team(p_user_id uuid, p_team_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(save_team.p_user_id);
  v_members uuid[];
  v_team app.teams;
begin
  -- Before all else, as in api.save_opening.
  perform from app.schools school where school.id = v_staff.school_id for key share;
  v_members := array(
    select teacher.id from app.teachers teacher
    where teacher.school_id = v_staff.school_id
      and teacher.handle in (select jsonb_array_elements_text(p_wish -> 'teachers'))
    order by teacher.id
  );
  -- One at a time in a school.
  perform pg_advisory_xact_lock(hashtextextended(v_staff.school_id::text, 8));
  -- And of all schools one at a time with one handle, which is theirs together.
  perform pg_advisory_xact_lock(hashtextextended(p_wish ->> 'handle', 8));
  if cardinality(v_members) < jsonb_array_length(p_wish -> 'teachers') then
    perform app.refuse('NTFND', 'no such teacher here');
  elsif exists (select from app.teams other where other.handle = p_wish ->> 'handle' and other.id <> p_team_id) then
    perform app.refuse_fields('another team has this address', '{"handle": "Another team has this address."}');
  elsif p_version = 0 and not exists (select from app.teams team where team.id = p_team_id)
    and (select count(*) from app.teams team where team.school_id = v_staff.school_id) >= 200 then
    perform app.refuse('LIMIT', 'two hundred teams are as many as one school can have');
  end if;
  insert into app.teams (id, school_id, handle, name, version)
  select p_team_id, v_staff.school_id, p_wish ->> 'handle', p_wish ->> 'name', 0 where p_version = 0
  on conflict (id) do nothing;
  update app.teams team
  set version = team.version + 1, handle = p_wish ->> 'handle', name = p_wish ->> 'name', subject = p_wish ->> 'subject'
  where team.id = p_team_id and team.school_id = v_staff.school_id and team.version = p_version
  returning * into v_team;
  if found then
    -- Who stays in it is left alone, so that only who comes or goes is noted.
    delete from app.team_members member where member.team_id = v_team.id and member.teacher_id <> all (v_members);
    insert into app.team_members (team_id, teacher_id) select v_team.id, unnest(v_members) on conflict do nothing;
  else
    select * into v_team from app.teams team where team.id = p_team_id and team.school_id = v_staff.school_id;
    if not found then
      perform app.refuse('NTFND', 'no such team');
    elsif v_team.version <> p_version + 1
      or app.describe_team(v_team) - 'id' - 'version' <> p_wish || jsonb_build_object('teachers', app.describe_team(v_team) -> 'teachers')
      or v_members <> array(
        select member.teacher_id from app.team_members member where member.team_id = v_team.id order by member.teacher_id
      ) then
      perform app.refuse('STALE', 'the team was saved elsewhere');
    end if;
  end if;
  return app.describe_team(v_team);
end
$$;
