-- What the watch takes for wrong, and for well again: an opening whose bookings each were lowered has broken no law, what nobody can
-- judge stays as it is, what is open is shown however old, and its end is told.
-- Takes out all that openings of who leaves say. Who came, by number, and in which order stays. p_staff: who did what in them goes, too,
-- as of a school that leaves; else that is the school's. Who is just saving one of them has an old version of it.
create or replace function app.empty_openings(p_openings uuid[], p_staff boolean) returns void
language plpgsql
as $$
declare
  v_school_id uuid;
  v_since timestamptz;
  v_groups uuid[] := array(select each.id from app.opening_groups each where each.opening_id = any (p_openings));
begin
  if p_openings = '{}' then
    return;
  end if;
  update app.openings opening set name = 'Opening', version = opening.version + 1 where opening.id = any (p_openings);
  update app.opening_groups each set name = 'Group' where each.id = any (v_groups);
  update app.opening_paces pace set free_by_teacher = '{}' where pace.opening_id = any (p_openings);
  update app.opening_events event
  set actor = case when not p_staff then event.actor end,
    -- By how many each could book, what was booked is still judged.
    detail = case
      when event.kind = 'saved' then jsonb_strip_nulls(jsonb_build_object('bookings_each', event.detail -> 'bookings_each'))
      else event.detail
    end
  where event.opening_id = any (p_openings) and (event.actor is not null or event.kind = 'saved');
  -- What was noted of the opening itself is its teacher's.
  select opening.school_id, min(opening.created_at) into v_school_id, v_since
  from app.openings opening where opening.id = any (p_openings) group by opening.school_id;
  update app.audit change
  set before = case when change.before is not null then '{}'::jsonb end, after = case when change.after is not null then '{}'::jsonb end
  where change.school_id = v_school_id and change.at >= v_since and change.subject_kind = 'group' and change.subject_id = any (v_groups)
    and (coalesce(change.before, '{}') <> '{}' or coalesce(change.after, '{}') <> '{}');
end
$$;

-- Laws of what people were told, and of whose turn it was, of these bookings.
create or replace function app.broken_promises(p_bookings uuid[]) returns table (law text, broken bigint)
language sql stable
as $$
  with touched as materialized (
    select booking.* from app.bookings booking where booking.id = any (p_bookings)
  ),
  -- Which mails there have to be of what has just happened; those from long ago may be forgotten by now.
  owed as materialized (
    select booking.id, booking.series_id, booking.email, due.kind
    from touched booking
    cross join lateral (
      values
        ('confirmed', booking.state = 'confirmed', booking.confirmed_at),
        ('cancelled', booking.state = 'cancelled', booking.cancelled_at),
        ('moved', booking.moves > 0, booking.moved_at),
        ('requested', booking.state = 'pending', booking.created_at)
    ) as due (kind, is_due, since)
    -- Who was erased is written to no more, and the synthetic booker never.
    where due.is_due and due.since > now() - interval '2 days' and booking.email is not null
      and not app.is_synthetic(booking.id, booking.email)
  )
  select 'what was answered as booked is not there', count(*)
  from unnest(p_bookings) as answered (id) where not exists (select from touched where touched.id = answered.id)
  union all
  -- By the address, in either of its two turns: of a booking alone there is no index, which every booking would pay for.
  select 'a booking lacks its mail', count(*)
  from owed
  where not exists (
    select from app.mails mail
    where mail.addressee = any (array[md5(owed.email)::uuid, md5('teacher ' || owed.email)::uuid])
      and mail.kind = owed.kind::app.mail_kind
      and (mail.booking_id = owed.id or mail.booking_id = any (array(
        select sibling.id from app.bookings sibling where sibling.series_id = owed.series_id
      )))
  )
  union all
  select 'who waits is offered a seat that is not theirs, or has taken one that is still offered', count(*)
  from touched booking
  join app.waits wait on wait.id = booking.wait_id
  where booking.state = 'held' and wait.state <> 'offered'
    or booking.state in ('pending', 'confirmed') and wait.state <> 'taken'
  union all
  select 'a ticket has more seats than it is good for', count(*)
  from (select distinct booking.ticket_id from touched booking where booking.ticket_id is not null) as used
  join app.tickets ticket on ticket.id = used.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  -- By the most that it was ever good for: who lowers it later takes nobody's time.
  where app.booked_by_ticket(used.ticket_id, null) > greatest(opening.bookings_each, (
    select max((event.detail ->> 'bookings_each')::integer) from app.opening_events event
    where event.opening_id = opening.id and event.kind = 'saved'
  ))
  union all
  select 'a seat was taken in an opening before it opened, or by who was never let in', count(*)
  from touched booking
  join app.tickets ticket on ticket.id = booking.ticket_id
  join app.openings opening on opening.id = ticket.opening_id
  where booking.created_at < opening.opens_at or ticket.admitted_at is null
$$;

-- Takes down what is wrong now, as {name: in words, or null where nobody can tell: what is open stays open}, and what was known of the
-- replica a moment ago, which joins the last look. What was not seen for five minutes is well. Gives what is to be told, to one caller at a time: [{id, name, said, since, well_at}], each
-- first as wrong and then as well (api.mark_alert).
create or replace function api.settle_alerts(p_wrong jsonb, p_replica jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_untold jsonb;
begin
  update app.watch_minutes each set gauges = each.gauges || p_replica
  where p_replica is not null and each.minute = (
    select last.minute from app.watch_minutes last
    where last.gauges is not null and last.minute > now() - interval '10 minutes'
    order by last.minute desc limit 1
  );
  insert into app.watch_alerts (name, said)
  select wrong.name, left(wrong.said, 1000) from jsonb_each_text(p_wrong) as wrong (name, said)
  where wrong.said is not null order by wrong.name
  on conflict (name) where (well_at is null) do update set seen_at = now(), said = excluded.said;
  update app.watch_alerts alert set seen_at = now()
  where alert.well_at is null and alert.name = any (array(
    select wrong.name from jsonb_each_text(p_wrong) as wrong (name, said) where wrong.said is null
  ));
  update app.watch_alerts alert set well_at = now()
  where alert.well_at is null and alert.seen_at <= now() - interval '5 minutes';
  with due as (
    select alert.id from app.watch_alerts alert
    where (alert.told_at is null or alert.well_at is not null and alert.well_told_at is null)
      -- However long it was wrong.
      and alert.since <= now()
      and coalesce(alert.leased_until <= now(), true)
    order by alert.since limit 20
    for update skip locked
  ),
  taken as (
    update app.watch_alerts alert set leased_until = now() + interval '1 minute'
    from due where alert.id = due.id returning alert.*
  )
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', taken.id, 'name', taken.name, 'said', taken.said, 'since', taken.since,
    'well_at', case when taken.told_at is not null then taken.well_at end
  ) order by taken.since, taken.name), '[]') into v_untold
  from taken;
  delete from app.watch_alerts alert where alert.id = any (array(
    select old.id from app.watch_alerts old
    where old.since < now() - interval '90 days' and (old.well_told_at is not null or old.well_at < now() - interval '90 days')
    order by old.since limit 100
  ));
  return v_untold;
end
$$;

-- What /ops draws: {email, state: app.watch_state, minutes: the last p_minutes, oldest first, alerts: all that are open, and thirty that
-- are well again, newest first}.
-- Refuses: DNIED.
create or replace function api.open_ops(p_user_id uuid, p_minutes integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_operator app.operators := app.find_operator(open_ops.p_user_id);
begin
  return jsonb_build_object(
    'email', v_operator.email,
    'state', app.watch_state(),
    'minutes', (
      select coalesce(jsonb_agg(each order by each.minute), '[]')
      from app.watch_minutes each
      where each.minute >= date_trunc('minute', now(), 'UTC') - make_interval(mins => open_ops.p_minutes)
    ),
    'alerts', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', alert.id, 'name', alert.name, 'said', alert.said, 'since', alert.since, 'well_at', alert.well_at
      ) order by alert.well_at is null desc, alert.since desc), '[]')
      from (
        select still.* from app.watch_alerts still where still.well_at is null
        union all
        (
          select last.* from app.watch_alerts last
          where last.well_at is not null and last.since > now() - interval '14 days' order by last.since desc limit 30
        )
      ) as alert
    )
  );
end
$$;
