-- An invitation with all that its mail says of it.
create function app.describe_invitation(p_invitation app.invitations) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'invitation_id', p_invitation.id, 'link_version', p_invitation.link_version, 'email', p_invitation.email,
      'name', p_invitation.name, 'language', p_invitation.language, 'opening_id', opening.id, 'opening', opening.name,
      'school', school.name, 'opens_at', each.opens_at, 'joins_at', opening.joins_at,
      'waiting_room', opening.waiting_room, 'bookings_each', opening.bookings_each,
      'time_zone', (
        select teacher.time_zone from app.teachers teacher where teacher.school_id = opening.school_id
        group by teacher.time_zone order by count(*) desc, teacher.time_zone limit 1
      )
    )
    from app.opening_groups each
    join app.openings opening on opening.id = each.opening_id
    join app.schools school on school.id = opening.school_id
    where each.id = p_invitation.group_id
  );
end
$$;
