-- What is held of a school beside its bookings and its trail (those are api.list_bookings' and api.list_trail's): the staff, its teachers
-- with what can be booked of them, when they are away and who waits for them, teams and openings, with whom it invited and what happened
-- in them, and the tokens of who asks. Refuses: DNIED.
create function api.export_school(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_school_id uuid := (app.find_office(export_school.p_user_id)).school_id;
begin
  return jsonb_build_object(
    'school', (
      select to_jsonb(school) - '{id,erased_at}'::text[] from app.schools school where school.id = v_school_id
    ),
    'staff', (
      select coalesce(jsonb_agg(staff.email order by staff.email), '[]') from app.staff staff where staff.school_id = v_school_id
    ),
    'teachers', (
      select coalesce(jsonb_agg(
        to_jsonb(teacher) - '{user_id,search,school_id,code_asked_at,erased_at}'::text[]
        || app.export_rules(teacher.id, false) || jsonb_build_object('waiting', app.export_waits(teacher.id))
        order by teacher.name, teacher.handle
      ), '[]')
      from app.teachers teacher where teacher.school_id = v_school_id and teacher.erased_at is null
    ),
    -- Of who asks.
    'tokens', (
      select coalesce(jsonb_agg(app.describe_token(token) order by token.created_at, token.id), '[]')
      from app.tokens token where token.user_id = export_school.p_user_id
    ),
    'teams', (
      select coalesce(jsonb_agg(app.describe_team(team) order by team.name, team.handle), '[]')
      from app.teams team where team.school_id = v_school_id
    ),
    'openings', (
      select coalesce(jsonb_agg(app.describe_opening(opening) || jsonb_build_object('invitations', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'email', invitation.email, 'name', invitation.name, 'asked', invitation.asked, 'language', invitation.language,
          'created_at', invitation.created_at, 'revoked_at', invitation.revoked_at
        ) order by invitation.email), '[]')
        from app.invitations invitation where invitation.opening_id = opening.id
      ), 'log', (
        select coalesce(jsonb_agg(to_jsonb(event) - '{id,opening_id}'::text[] order by event.id), '[]')
        from app.opening_events event where event.opening_id = opening.id
      )) order by opening.created_at, opening.id), '[]')
      from app.openings opening where opening.school_id = v_school_id
    )
  );
end
$$;
