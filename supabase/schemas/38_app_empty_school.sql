-- Takes out all that a school says or that names it, once none of its teachers is left: its name, its office, its teams, its
-- openings, and whom they invited. Gives the teams' handles.
create function app.empty_school(p_school_id uuid, p_openings uuid[]) returns text[]
language plpgsql
as $$
declare
  v_staff app.staff[] := array(select staff from app.staff staff where staff.school_id = p_school_id);
  v_invitations uuid[] := array(
    select invitation.id from app.invitations invitation where invitation.opening_id = any (p_openings)
  );
  v_teams text[];
begin
  perform app.note_change('erased', p_school_id, null, 'school', p_school_id, null, null);
  update app.schools school
  set erased_at = now(), name = 'A school that has left', handle = 'erased-' || school.id
  where school.id = p_school_id;
  delete from app.staff staff where staff.school_id = p_school_id;
  perform app.forget_tokens(gone.user_id) from unnest(v_staff) as gone where gone.user_id is not null;
  with gone as (delete from app.teams team where team.school_id = p_school_id returning team.handle)
  select coalesce(array_agg(gone.handle), '{}') into v_teams from gone;
  perform app.empty_openings(p_openings, true);
  update app.invitations invitation
  set email = 'erased ' || invitation.id, name = null, revoked_at = coalesce(invitation.revoked_at, now())
  where invitation.id = any (v_invitations) and invitation.email not like 'erased %';
  update app.mails mail
  set addressee = null, failed_at = case when mail.sent_at is null then coalesce(mail.failed_at, now()) end,
    error = case when mail.sent_at is null then 'erased meanwhile' end
  where mail.invitation_id = any (v_invitations);
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  where change.school_id = p_school_id and change.subject_kind <> 'booking'
    and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
  return v_teams;
end
$$;
