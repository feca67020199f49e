-- A mail of a series that did not arrive is seen at each of its dates, and one to who waits beside them.
-- Whether a mail to the booker of this booking did not arrive, or was given up: of a series one of any of its dates, as one mail tells
-- of them all. By the ids, as app.was_invited.
create or replace function app.is_unreached(p_booking_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.mails mail
    where mail.booking_id = any (is_unreached.p_booking_id || array(
        select other.id from app.bookings other
        where other.series_id = (select booking.series_id from app.bookings booking where booking.id = is_unreached.p_booking_id)
      ))
      and mail.recipient = 'booker'
      and (mail.bounced_at is not null or mail.failed_at is not null and mail.attempts >= 8)
  );
end
$$;

-- Who waits for a time with a teacher, in their order, as the desk shows it: [{id, type, minutes, kind, wanted_from, state,
-- offered_at, held_until, name, email, is_unreached, created_at}], offered_at being the start that is offered. At most 200.
-- Refuses: DNIED.
create or replace function api.list_waits(p_user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(list_waits.p_user_id);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object(
      'id', listed.id, 'type', listed.type, 'minutes', listed.duration_minutes, 'kind', listed.kind,
      'wanted_from', lower(listed.wanted), 'state', listed.state, 'offered_at', lower(listed.during),
      'held_until', listed.held_until, 'name', listed.person_name, 'email', listed.email, 'created_at', listed.created_at,
      'time_zone', listed.time_zone, 'is_unreached', exists (
        select from app.mails mail
        where mail.wait_id = listed.id and (mail.bounced_at is not null or mail.failed_at is not null and mail.attempts >= 8)
      )
    ) order by listed.position, listed.type, listed.created_at, listed.id), '[]')
    from (
      select wait.*, type.name as type, type.position, offer.during, offer.held_until
      from app.appointment_types type
      join app.waits wait on wait.appointment_type_id = type.id and wait.state in ('waiting', 'offered')
      left join app.bookings offer on offer.wait_id = wait.id and offer.wait_id is not null and offer.state = 'held'
      where type.teacher_id = v_teacher.id
        and (wait.state = 'waiting' and (upper(wait.wanted) is null or upper(wait.wanted) > now()) or offer.held_until > now())
      order by type.position, type.name, wait.created_at, wait.id
      limit 200
    ) as listed
  );
end
$$;
