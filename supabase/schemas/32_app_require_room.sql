-- That appointments which are on their way to other times fit there, beside each other and beside all that stands.
-- Refuses: CLOSD, TAKEN, CLASH.
create function app.require_room(p_teacher_id uuid, p_moving uuid[]) returns void
language plpgsql
as $$
declare
  v_in_way app.appointments;
begin
  if exists (select from app.appointments moving where moving.id = any (p_moving) and moving.starts_at <= now()) then
    perform app.refuse('CLOSD', 'one would have begun');
  end if;
  select standing.* into v_in_way
  from app.appointments moving
  join app.appointments standing
    on standing.teacher_id = p_teacher_id and standing.busy && moving.busy and standing.cancelled_at is null
  where moving.id = any (p_moving)
  order by standing.held_until nulls first limit 1;
  if v_in_way.held_until is not null then
    perform app.refuse('TAKEN', 'somebody holds a time that one needs');
  elsif v_in_way.id is not null or exists (
    select
    from app.appointments moving
    join app.appointments other on other.id = any (p_moving) and other.id < moving.id and other.busy && moving.busy
    where moving.id = any (p_moving)
  ) then
    perform app.refuse('CLASH', 'two would overlap');
  elsif exists (
    select
    from app.appointments moving
    join app.bookings booking on booking.appointment_id = moving.id and booking.state in ('pending', 'confirmed')
    join app.bookings elsewhere
      on elsewhere.student = booking.student and elsewhere.during && tstzrange(moving.starts_at, moving.ends_at)
      and elsewhere.state in ('pending', 'confirmed')
    where moving.id = any (p_moving)
  ) then
    perform app.refuse('CLASH', 'a student would be in two places');
  end if;
end
$$;
