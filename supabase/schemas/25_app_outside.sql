-- Bookings to come that a teacher's rules would not offer any more (app.unoffered), and that the teacher has not said to keep: by
-- start, [{id, starts_at, ends_at, type, name, email}]. At most 200: those after them come when these are settled.
create function app.outside(p_teacher_id uuid) returns jsonb
language sql stable
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', found.id, 'starts_at', found.starts_at, 'ends_at', found.ends_at, 'type', found.type, 'name', found.name, 'email', found.email
  ) order by found.starts_at, found.name), '[]')
  from (
    select booking.id, lies.starts_at, lies.ends_at, lies.type, booking.name, booking.email
    from app.unoffered(outside.p_teacher_id, false) as lies
    cross join lateral (
      select each.id, each.name, each.email from app.bookings each
      where each.appointment_id = lies.id and each.state in ('pending', 'confirmed')
      offset 0
    ) as booking
    order by lies.starts_at
    limit 200
  ) as found
$$;
