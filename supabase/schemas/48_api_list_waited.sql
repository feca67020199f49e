-- Up to p_limit teachers whose times somebody waits for, or is offered, by handle, in no order: so whoever runs out of time leaves out others
-- each time.
create function api.list_waited(p_limit integer) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return (
    select coalesce(jsonb_agg(listed.handle), '[]')
    from (
      select teacher.handle
      from (
        select type.teacher_id as id
        from (select distinct wait.appointment_type_id as id from app.waits wait where wait.state = 'waiting') as waited
        join app.appointment_types type on type.id = waited.id
        union
        select appointment.teacher_id
        from app.bookings booking
        join app.appointments appointment on appointment.id = booking.appointment_id
        where booking.wait_id is not null and booking.state = 'held'
      ) as known
      join app.teachers teacher on teacher.id = known.id
      order by random()
      limit list_waited.p_limit
    ) as listed
  );
end
$$;
