-- Whose bookings somebody looks at: their own where p_team is null; all that are in their charge for '*'; else those of a team of
-- the school whose staff they are. Refuses: DNIED, and NTFND for a team that is not their school's.
create function app.listed_teachers(p_user_id uuid, p_team text) returns uuid[]
language plpgsql stable
as $$
declare
  v_team app.teams;
begin
  if p_team is null then
    return array[(app.find_desk(p_user_id)).id];
  elsif p_team = '*' then
    return app.in_charge_of(p_user_id);
  end if;
  v_team := app.find_team(p_team);
  if v_team.school_id is distinct from (app.find_office(p_user_id)).school_id then
    perform app.refuse('NTFND', 'no such team in your school');
  end if;
  return array(select teacher.id from app.teachers_of(v_team) as teacher);
end
$$;
