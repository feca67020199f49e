-- Mails to a teacher that failed, with what was said of it, as a file has them; others say nothing of their own.
create function app.export_failed_mails(p_teacher_id uuid) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'kind', mail.kind, 'booking_id', mail.booking_id, 'planned_at', mail.planned_at, 'failed_at', mail.failed_at, 'error', mail.error
    ) order by mail.planned_at, mail.id), '[]')
    from (
      select each.id from app.appointments each
      where each.teacher_id = export_failed_mails.p_teacher_id and each.cancelled_at is null
      union all
      select each.id from app.appointments each
      where each.teacher_id = export_failed_mails.p_teacher_id and each.cancelled_at is not null
    ) as appointment
    cross join lateral (select each.id from app.bookings each where each.appointment_id = appointment.id offset 0) as booking
    cross join lateral (
      select each.* from app.mails each
      where each.booking_id = booking.id and each.error is not null and each.recipient = 'teacher' offset 0
    ) as mail
  );
end
$$;
