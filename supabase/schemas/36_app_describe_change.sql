-- A line of the trail as those read it whom it concerns. Who of the staff it was is told to the staff.
create function app.describe_change(p_change app.audit, p_to_staff boolean) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'id', p_change.id, 'at', p_change.at, 'verb', p_change.verb, 'kind', p_change.subject_kind,
    'before', p_change.before, 'after', p_change.after, 'reason', p_change.reason,
    'by', p_change.actor_kind, 'actor', case p_change.actor_kind
      when 'teacher' then (select teacher.name from app.teachers teacher where teacher.id = p_change.actor)
      when 'staff' then (select staff.email from app.staff staff where staff.id = p_change.actor and p_to_staff)
    end,
    'teacher', (select teacher.name from app.teachers teacher where teacher.id = p_change.teacher_id),
    'subject', app.subject_of(p_change),
    'starts_at', case when p_change.subject_kind = 'booking' then (
      select lower(booking.during) from app.bookings booking where booking.id = p_change.subject_id
    ) end
  );
end
$$;
