-- That teachers may go without anybody losing what they count on: AHEAD while something is booked or asked for and not over, while
-- somebody fills in a form, while one of these openings runs, or while a mail to a booker of theirs is still to go out, since it
-- is written when it goes and would not know their name. Says how many of each, how many of the bookings have begun, and until when
-- it lasts.
create function app.require_nothing_ahead(p_teachers uuid[], p_openings uuid[]) returns void
language plpgsql stable
as $$
declare
  v_ahead jsonb;
  v_bookings bigint;
  v_begun bigint;
  v_late bigint;
  v_holds bigint;
  v_until timestamptz;
begin
  select count(*) filter (where booking.state in ('pending', 'confirmed')),
    count(*) filter (where booking.state in ('pending', 'confirmed') and lower(booking.during) <= now()),
    count(*) filter (where booking.state = 'held' and booking.wait_id is null and booking.held_until > now()),
    max(upper(booking.during)) filter (where booking.state in ('pending', 'confirmed'))
  into v_bookings, v_begun, v_holds, v_until
  from app.appointments appointment
  cross join lateral (
    select each.* from app.bookings each where each.appointment_id = appointment.id offset 0
  ) as booking
  where appointment.teacher_id = any (p_teachers) and appointment.busy && tstzrange(now(), null)
    and appointment.cancelled_at is null and appointment.ends_at > now();
  -- What nobody has answered in time and is not told yet is over no sooner than it is.
  select count(*) into v_late
  from app.bookings booking
  cross join lateral (
    select each.* from app.appointments each where each.id = booking.appointment_id offset 0
  ) as appointment
  where booking.state = 'pending' and booking.decide_until <= now()
    and appointment.teacher_id = any (p_teachers) and appointment.ends_at <= now();
  v_ahead := jsonb_build_object(
    'bookings', v_bookings + v_late,
    'begun', v_begun + v_late,
    'holds', v_holds,
    'openings', (
      select count(*) from app.openings opening
      where opening.id = any (p_openings) and opening.joins_at <= now() and opening.ended_at is null
        and coalesce(opening.closes_at > now(), true)
    ),
    'mails', (
      select count(*) from app.mails mail
      cross join lateral (
        select appointment.teacher_id from app.bookings booking
        join app.appointments appointment on appointment.id = booking.appointment_id
        where booking.id = mail.booking_id offset 0
      ) as whose
      where mail.sent_at is null and mail.failed_at is null and mail.due_at < now() + interval '1 day' and mail.recipient = 'booker'
        and whose.teacher_id = any (p_teachers)
    ),
    'until', v_until
  );
  if v_ahead - '{begun,until}'::text[] <> '{"bookings": 0, "holds": 0, "openings": 0, "mails": 0}' then
    raise exception using errcode = 'AHEAD', message = 'something is still to come', detail = v_ahead::text;
  end if;
end
$$;
