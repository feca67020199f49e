-- Who of a team may be booked at that start, first who has the fewest bookings in that week of their own calendar; between
-- equals it is as good as drawn. From here on nobody else of the team is picked for that week until this is over.
-- Refuses, when nobody is: what the first of them would say; INVAL where no length is wished and they have several.
create function app.pick_teachers(p_team app.teams, p_type text, p_starts_at timestamptz, p_duration_minutes integer) returns text[]
language plpgsql
as $$
declare
  v_offers record;
  v_teachers text[];
  v_lengths integer;
begin
  -- In one order, as whoever edits several.
  perform app.share_rules(offer.teacher)
  from (select each.teacher from app.team_types(p_team, p_type, p_duration_minutes) as each order by each.teacher) as offer;
  perform pg_advisory_xact_lock(hashtextextended(
    p_team.id || ' ' || date_trunc('week', p_starts_at at time zone 'UTC')::text, 7
  ));
  select coalesce(array_agg(able.teacher order by able.bookings, able.turn), '{}'), count(distinct able.minutes)
  into v_teachers, v_lengths
  from (
    select offer.teacher, (offer.type).duration_minutes as minutes, md5(offer.teacher || p_starts_at::text) as turn, (
      select count(*)
      from app.appointments appointment
      join app.bookings booking on booking.appointment_id = appointment.id
      where appointment.teacher_id = (offer.type).teacher_id
        and appointment.busy && tstzrange(week.monday at time zone offer.time_zone, (week.monday + interval '7 days') at time zone offer.time_zone)
        and appointment.cancelled_at is null
        and (booking.state in ('pending', 'confirmed', 'completed', 'no_show') or booking.state = 'held' and booking.held_until > now())
    ) as bookings
    from app.team_types(p_team, p_type, p_duration_minutes) as offer
    cross join lateral (select date_trunc('week', p_starts_at at time zone offer.time_zone) as monday) as week
    where app.bookable_window(offer.type) @> p_starts_at and app.is_offered(offer.type, p_starts_at)
  ) as able;
  -- Or whoever was shown half an hour may get a whole one.
  if v_lengths > 1 then
    perform app.refuse_fields('one start and several lengths', jsonb_build_object(
      'durationMinutes', 'Those of this team differ in how long it is: please say which.'
    ));
  end if;
  if v_teachers = '{}' then
    select each.type as type into v_offers from app.team_types(p_team, p_type, p_duration_minutes) as each order by each.teacher limit 1;
    if not found then
      perform app.refuse('NTFND', 'nobody of this team has such a type');
    end if;
    perform app.require_offered(v_offers.type, p_starts_at);
    perform app.refuse('GONE0', 'not a start that is offered');
  end if;
  return v_teachers;
end
$$;
