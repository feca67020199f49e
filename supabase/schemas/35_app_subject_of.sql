-- What a line of the trail is about, as it is called now, or else was when it was noted; null where it has no name.
create function app.subject_of(p_change app.audit) returns text
language plpgsql stable
as $$
begin
  return coalesce(
    case p_change.subject_kind
      when 'booking' then (select booking.name from app.bookings booking where booking.id = p_change.subject_id)
      when 'type' then (select type.name from app.appointment_types type where type.id = p_change.subject_id)
      when 'schedule' then (select schedule.name from app.schedules schedule where schedule.id = p_change.subject_id)
      when 'teacher' then (select teacher.name from app.teachers teacher where teacher.id = p_change.subject_id)
      when 'staff' then (select staff.email from app.staff staff where staff.id = p_change.subject_id)
      when 'team' then (select team.name from app.teams team where team.id = p_change.subject_id)
      when 'member' then (select team.name from app.teams team where team.id = p_change.subject_id)
      when 'opening' then (select opening.name from app.openings opening where opening.id = p_change.subject_id)
      when 'group' then (select each.name from app.opening_groups each where each.id = p_change.subject_id)
      when 'invitation' then (
        select coalesce(invitation.name, invitation.email) from app.invitations invitation
        where invitation.id = p_change.subject_id and invitation.email not like 'erased %'
      )
    end,
    p_change.after ->> 'name', p_change.before ->> 'name'
  );
end
$$;
