-- A page of all bookings under a booker's address: what is not over yet by its start, or with p_past what is, the last ones
-- first. Gives {email, time_zone, shared_at, bookings: [describe_own], next: {at, id} to pass on as p_after_…, or null};
-- time_zone is the one of the newest booking, shared_at since when there is a calendar to subscribe to. Refuses: NTFND.
create function api.list_mine(
  p_booker_id uuid, p_version integer, p_past boolean, p_after_at timestamptz, p_after_id uuid, p_limit integer
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_booker app.bookers := app.find_booker(list_mine.p_booker_id, list_mine.p_version);
begin
  return (
    with own as materialized (
      select booking.id, lower(booking.during) as at, upper(booking.during) < now() as is_past, booking.time_zone, booking.created_at
      from app.bookings_of(v_booker.email) as booking
    ),
    page as materialized (
      select own.id, own.at, row_number() over (
        order by extract(epoch from own.at) * case when p_past then -1 else 1 end, own.id
      ) as place
      from own
      where own.is_past = p_past and (
        p_after_at is null or own.at = p_after_at and own.id > p_after_id
        or case when p_past then own.at < p_after_at else own.at > p_after_at end
      )
      order by place
      limit p_limit + 1
    )
    select jsonb_build_object(
      'email', v_booker.email,
      'time_zone', (select own.time_zone from own order by own.created_at desc limit 1),
      'shared_at', (select shared.made_at from app.shared_calendars shared where shared.booker_id = v_booker.id),
      'bookings', (
        select coalesce(jsonb_agg(app.describe_own(booking) order by page.place), '[]')
        from page join app.bookings booking on booking.id = page.id
        where page.place <= p_limit
      ),
      'next', (
        select jsonb_build_object('at', page.at, 'id', page.id) from page
        where page.place = p_limit and exists (select from page as more where more.place > p_limit)
      )
    )
  );
end
$$;
