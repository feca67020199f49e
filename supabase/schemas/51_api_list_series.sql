-- The dates of a series that begins with one start, at the same time by the clock on the teacher's wall each p_every_weeks, and
-- whether each is free now, else the refusal that a booking would hear: [{starts_at, ends_at, is_free, no}]. At most as many as
-- the type allows. Where the clock shows that time twice it is the earlier one, as everywhere; where it never does the date is
-- GONE0, at the instant as much after the gap, though that may be free: it is another time.
-- Refuses: NTFND.
create function api.list_series(
  p_teacher text, p_type text, p_starts_at timestamptz, p_dates integer, p_every_weeks integer,
  p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_series.p_teacher, list_series.p_type, list_series.p_duration_minutes);
  v_window tstzrange := app.bookable_window(v_type);
begin
  return (
    select jsonb_agg(jsonb_build_object(
      'starts_at', date.at, 'ends_at', date.at + make_interval(mins => v_type.duration_minutes),
      'is_free', answer.no is null, 'no', answer.no
    ) order by date.at)
    from app.teachers teacher
    cross join lateral generate_series(0, least(p_dates, v_type.series_cap) - 1) as n
    cross join lateral (
      select p_starts_at at time zone teacher.time_zone + make_interval(weeks => n * p_every_weeks) as wall
    ) as wanted
    cross join lateral (select app.instant_at(wanted.wall, teacher.time_zone) as at offset 0) as date
    cross join lateral (
      select case
        -- As app.require_offered says it: too late before not on its dates.
        when v_type.opens_at > now() then 'CLOSD'
        when date.at > now() and date.at < now() + make_interval(mins => v_type.notice_minutes) then 'LATE0'
        when not v_window @> date.at then 'CLOSD'
        when date.at at time zone teacher.time_zone <> wanted.wall or not app.is_offered(v_type, date.at) then 'GONE0'
        when not exists (select from app.free_slots(v_type, date.at, date.at + interval '1 microsecond')) then 'TAKEN'
      end as no
    ) as answer
    where teacher.id = v_type.teacher_id
  );
end
$$;
