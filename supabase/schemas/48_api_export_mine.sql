-- All that is held of a booker's address, as it is stored: what was booked with what was answered, invitations with the places
-- that were taken by them, wishes on waiting lists, mails and which of them come, and the calendar that is given out. Refuses: NTFND.
create function api.export_mine(p_booker_id uuid, p_version integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(export_mine.p_booker_id, export_mine.p_version);
begin
  return jsonb_build_object(
    'email', v_booker.email,
    'language', v_booker.language,
    'exported_at', now(),
    'first_asked_at', v_booker.created_at,
    'last_asked_at', v_booker.asked_at,
    'bookings', (
      -- Whatever column a booking gets: it is theirs.
      select coalesce(jsonb_agg(
        (app.describe_own(booking) || to_jsonb(booking))
        - '{id,appointment_id,student,during,link_version,extensions_left,ticket_id,wait_id}'::text[]
        order by booking.during, booking.id
      ), '[]')
      from app.bookings_of(v_booker.email) as booking
    ),
    'invitations', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'opening', opening.name, 'school', school.name, 'name', invitation.name, 'asked', invitation.asked,
        'language', invitation.language, 'created_at', invitation.created_at, 'revoked_at', invitation.revoked_at,
        'place', case when ticket.id is not null then
          to_jsonb(ticket) - '{opening_id,group_id,invitation_id}'::text[]
        end
      ) order by invitation.created_at, invitation.id), '[]')
      from app.invitations invitation
      join app.openings opening on opening.id = invitation.opening_id
      join app.schools school on school.id = opening.school_id
      left join app.tickets ticket on ticket.invitation_id = invitation.id
      where invitation.email = v_booker.email
    ),
    'waiting_for', (
      select coalesce(jsonb_agg(
        to_jsonb(wait) - '{appointment_type_id,link_version}'::text[] || jsonb_build_object('type', type.name, 'teacher', teacher.name)
        order by wait.created_at, wait.id
      ), '[]')
      from app.waits wait
      join app.appointment_types type on type.id = wait.appointment_type_id
      join app.teachers teacher on teacher.id = type.teacher_id
      where wait.email = v_booker.email
    ),
    'mails', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'kind', mail.kind, 'booking_id', mail.booking_id, 'planned_at', mail.planned_at, 'sent_at', mail.sent_at,
        'failed_at', mail.failed_at, 'error', mail.error
      ) order by mail.planned_at, mail.id), '[]')
      from app.mails mail where mail.addressee in (
        md5(v_booker.email)::uuid, md5('teacher ' || v_booker.email)::uuid, md5('reminders ' || v_booker.email)::uuid
      )
    ),
    -- Null: it gets all there are.
    'mail_wish', (
      select to_jsonb(wish) - 'addressee' from app.mail_wishes wish where wish.addressee = md5(v_booker.email)::uuid
    ),
    'calendar_made_at', (select shared.made_at from app.shared_calendars shared where shared.booker_id = v_booker.id)
  );
end
$$;
