-- Up to p_limit mails that are due, for one drainer: nobody else gets them for p_lease_seconds.
-- A mail comes up to eight times, ever later, until it is marked; then it stays with its error. One that tells of a
-- booking that was cancelled, and all its series with it, or an invitation that was revoked meanwhile, is not sent.
-- Gives [{id, kind, recipient, created_at, booking, invitation}], one of the last two null.
create function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  with due as (
    select mail.id, case
      when mail.attempts >= 8 then coalesce(mail.error, 'no answer in eight attempts')
      when mail.kind <> 'cancelled' and booking.state = 'cancelled' and not (mail.kind = 'confirmed' and exists (
        select from app.bookings other where other.series_id = booking.series_id and other.state = 'confirmed'
      )) then 'cancelled meanwhile'
      when invitation.revoked_at is not null then 'revoked meanwhile'
    end as given_up
    from app.mails mail
    left join app.bookings booking on booking.id = mail.booking_id
    left join app.invitations invitation on invitation.id = mail.invitation_id
    where mail.sent_at is null and mail.failed_at is null and mail.due_at <= now()
    order by mail.due_at
    limit take_mails.p_limit
    for update of mail skip locked
  ),
  given_up as (
    update app.mails mail set failed_at = now(), error = due.given_up
    from due where mail.id = due.id and due.given_up is not null
  ),
  taken as (
    update app.mails mail
    set attempts = mail.attempts + 1,
        due_at = now() + make_interval(secs => take_mails.p_lease_seconds * power(2, least(mail.attempts, 10)))
    from due where mail.id = due.id and due.given_up is null
    returning mail.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', taken.id, 'kind', taken.kind, 'recipient', taken.recipient, 'created_at', taken.created_at,
    'booking', case when booking.id is not null then app.describe_booking(booking) end,
    'invitation', case when invitation.id is not null then app.describe_invitation(invitation) end
  ) order by taken.created_at), '[]')
  from taken
  left join app.bookings booking on booking.id = taken.booking_id
  left join app.invitations invitation on invitation.id = taken.invitation_id
$$;
