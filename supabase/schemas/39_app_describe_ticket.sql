-- A ticket as its holder may know it: its rank no sooner than the seed, by which everybody can compute it. `holds` are those that
-- count for its share just now, as their own answer has them, so that a page that lost one can go on with it or give it back.
create function app.describe_ticket(p_ticket app.tickets) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select jsonb_build_object(
      'ticket_id', p_ticket.id,
      'link_version', (select invitation.link_version from app.invitations invitation where invitation.id = p_ticket.invitation_id),
      'opening_id', p_ticket.opening_id,
      'group', each.position,
      'joined_at', p_ticket.joined_at,
      'in_draw', p_ticket.rank is not null,
      'rank', case when each.drawn_at is not null then p_ticket.rank end,
      'tail_no', p_ticket.tail_no,
      'admitted_at', p_ticket.admitted_at,
      'pass_until', p_ticket.pass_until,
      'left_at', p_ticket.left_at,
      'now', clock_timestamp(),
      'bookings_each', opening.bookings_each,
      'bookings', (
        select coalesce(jsonb_agg(jsonb_build_object(
          'booking_id', booking.id, 'link_version', booking.link_version, 'starts_at', lower(booking.during), 'teacher', teacher.name
        ) order by lower(booking.during)), '[]')
        from app.bookings booking
        join app.appointments appointment on appointment.id = booking.appointment_id
        join app.teachers teacher on teacher.id = appointment.teacher_id
        where booking.ticket_id = p_ticket.id and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
      ),
      'holds', (
        select coalesce(jsonb_agg(app.hold_answer(booking) || jsonb_build_object(
          'teacher', teacher.name, 'handle', teacher.handle, 'type', type.handle
        ) order by lower(booking.during)), '[]')
        from app.bookings booking
        join app.appointments appointment on appointment.id = booking.appointment_id
        join app.appointment_types type on type.id = appointment.appointment_type_id
        join app.teachers teacher on teacher.id = appointment.teacher_id
        where booking.ticket_id = p_ticket.id and booking.state = 'held' and booking.held_until > now()
      )
    )
    from app.opening_groups each
    join app.openings opening on opening.id = each.opening_id
    where each.id = p_ticket.group_id
  );
end
$$;
