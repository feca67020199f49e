-- What is called off before its booker heard that it had moved is called off by the time that they know, too.

-- Of a booking that was called off while news of its last move had not surely reached its booker: when it began as they knew it, where
-- that was another time. Null of any other.
create function app.known_start(p_booking app.bookings) returns timestamptz
language plpgsql stable
as $$
begin
  return case
    when p_booking.state in ('cancelled', 'declined') and exists (
      select from app.mails mail
      where mail.booking_id = p_booking.id and mail.kind = 'moved' and mail.recipient = 'booker'
        and mail.created_at >= p_booking.moved_at and (mail.sent_at is null or mail.bounced_at is not null)
    ) then nullif(coalesce(
      (select told.starts_at from app.told_starts(p_booking) as told where told.is_sure order by told.taken_at desc limit 1),
      p_booking.told_start, p_booking.moved_from
    ), lower(p_booking.during))
  end;
end
$$;

-- A booking with all that its page and its mails say of it. In PL/pgSQL, which keeps its plan.
create or replace function app.describe_booking(p_booking app.bookings) returns jsonb
language plpgsql stable
as $$
begin
  return (select jsonb_build_object(
    'booking_id', p_booking.id,
    'link_version', p_booking.link_version,
    'state', p_booking.state,
    'starts_at', lower(p_booking.during),
    'ends_at', upper(p_booking.during),
    'cancelled_by_teacher', p_booking.cancelled_by_teacher,
    'cancel_reason', p_booking.cancel_reason,
    'decide_until', p_booking.decide_until,
    'decided_at', p_booking.decided_at,
    'has_lapsed', p_booking.has_lapsed,
    'cancel_until', app.cancel_until(p_booking, type.cutoff_minutes),
    'teacher', jsonb_build_object(
      'handle', teacher.handle, 'name', teacher.name, 'email', teacher.email,
      'time_zone', teacher.time_zone, 'school', school.name,
      'has_left', teacher.erased_at is not null, 'school_has_left', school.erased_at is not null
    ),
    'type', jsonb_build_object('handle', type.handle, 'name', type.name, 'is_retired', type.retired_at is not null),
    'place_kind', type.place_kind,
    -- Whose number or room it is, is for who has booked: not for who asks.
    'place', case
      when p_booking.decide_until is null or p_booking.confirmed_at is not null or type.place_kind = 'address' then type.place else ''
    end,
    'follow_up_text', type.follow_up_text,
    'answers', p_booking.answers,
    'series', case when p_booking.series_id is not null then (
      select jsonb_agg(jsonb_build_object(
        'booking_id', other.id, 'link_version', other.link_version, 'state', other.state, 'cancelled_at', other.cancelled_at,
        'starts_at', lower(other.during), 'ends_at', upper(other.during), 'moves', other.moves,
        'cancel_until', app.cancel_until(other, type.cutoff_minutes)
      ) order by other.during)
      from app.bookings other where other.series_id = p_booking.series_id
    ) end,
    'name', p_booking.name,
    'email', p_booking.email,
    'time_zone', p_booking.time_zone,
    'language', p_booking.language,
    'moves', p_booking.moves,
    'moved_from', p_booking.moved_from,
    'told_start', p_booking.told_start,
    'known_start', app.known_start(p_booking),
    'moved_by_teacher', p_booking.moved_by_teacher,
    'moved_by_hand', p_booking.moved_by_hand,
    'move_message', p_booking.move_message,
    'is_offered', app.offers_to_move(p_booking, type)
  )
  from app.appointments appointment
  join app.appointment_types type on type.id = appointment.appointment_type_id
  join app.teachers teacher on teacher.id = appointment.teacher_id
  join app.schools school on school.id = teacher.school_id
  where appointment.id = p_booking.appointment_id);
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
