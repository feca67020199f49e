-- An opening as staff see it while it runs: what it is, its status, how many are where, its pace and why, and the last
-- hundred lines of its log before p_before (null: the newest). Refuses: DNIED, NTFND.
create function api.watch_opening(p_user_id uuid, p_opening_id uuid, p_before bigint) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(watch_opening.p_user_id, watch_opening.p_opening_id);
begin
  return jsonb_build_object(
    'opening', app.describe_opening(v_opening),
    'status', app.opening_status(v_opening.id),
    'invited', (select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id and invitation.revoked_at is null),
    'people', (
      select jsonb_build_object(
        'joined', count(*),
        'left', count(*) filter (where ticket.left_at is not null),
        'admitted', count(*) filter (where ticket.admitted_at is not null),
        'inside', count(*) filter (where ticket.pass_until > now()),
        'waiting', count(*) filter (where ticket.admitted_at is null and ticket.left_at is null and not coalesce(
          ticket.rank < each.served_below, ticket.tail_no <= each.tail_served, false
        ))
      )
      from app.tickets ticket
      join app.opening_groups each on each.id = ticket.group_id
      where each.opening_id = v_opening.id
    ),
    'seats', (
      select jsonb_build_object(
        'held', count(*) filter (where booking.state = 'held' and booking.held_until > now()),
        'booked', count(*) filter (where booking.state in ('pending', 'confirmed', 'completed', 'no_show')),
        'cancelled', count(*) filter (where booking.state = 'cancelled')
      )
      from app.appointment_types type
      join app.appointments appointment
        on appointment.teacher_id = type.teacher_id and appointment.appointment_type_id = type.id
        and appointment.busy && tstzrange(now(), null) and appointment.cancelled_at is null
      join app.bookings booking on booking.appointment_id = appointment.id
      where type.opening_id = v_opening.id
    ),
    'pace', (
      select jsonb_build_object('pace', pace.pace, 'pace_most', pace.pace_most, 'why', pace.why, 'choosing', pace.choosing, 'paced_at', pace.paced_at)
      from app.opening_paces pace where pace.opening_id = v_opening.id
    ),
    'log', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', event.id, 'at', event.at, 'kind', event.kind, 'actor', event.actor, 'detail', event.detail
      ) order by event.id desc), '[]')
      from (
        select * from app.opening_events event
        where event.opening_id = v_opening.id and event.id < coalesce(watch_opening.p_before, 9223372036854775807)
        order by event.id desc limit 100
      ) as event
    )
  );
end
$$;
