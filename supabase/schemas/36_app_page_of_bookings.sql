-- The ids of up to p_most bookings of some teachers, by start and id, after the one that was last seen; p_wish is that of
-- list_bookings. Time is looked through in stretches, each twice as long as the one before: the first has a page full mostly,
-- and ten have a century.
create function app.page_of_bookings(
  p_teachers uuid[], p_wish jsonb, p_after_at timestamptz, p_after_id uuid, p_most integer
) returns uuid[]
language plpgsql stable
as $$
declare
  v_back boolean := coalesce((p_wish ->> 'backwards')::boolean, false);
  v_from timestamptz := coalesce((p_wish ->> 'from')::timestamptz, '2000-01-01T00:00Z');
  v_until timestamptz := coalesce((p_wish ->> 'until')::timestamptz, '2100-01-01T00:00Z');
  v_words text[] := array_remove(string_to_array(app.fold(trim(p_wish ->> 'search')), ' '), '');
  v_step interval := '672 hours';
  v_found uuid[] := '{}';
  v_span tstzrange;
begin
  -- What begins at the very instant of the last one seen may still be to come.
  if v_back then
    v_until := least(v_until, p_after_at + interval '1 microsecond');
  else
    v_from := greatest(v_from, p_after_at);
  end if;
  while v_from < v_until and cardinality(v_found) < p_most loop
    if v_back then
      v_span := tstzrange(greatest(v_from, v_until - v_step), v_until);
      v_until := lower(v_span);
    else
      v_span := tstzrange(v_from, least(v_until, v_from + v_step));
      v_from := upper(v_span);
    end if;
    v_step := v_step * 2;
    v_found := v_found || array(
      select booking.id
      from app.appointments_in(p_teachers, v_span) as appointment
      join app.appointment_types type on type.id = appointment.appointment_type_id
      join app.bookings booking on booking.appointment_id = appointment.id
      where (p_wish ->> 'type' is null or type.handle = p_wish ->> 'type')
        and case
          when p_wish ->> 'state' is null then booking.state not in ('held', 'expired')
          else booking.state = (p_wish ->> 'state')::app.booking_state
        end
        and (
          p_after_at is null or appointment.starts_at = p_after_at and booking.id > p_after_id
          or case when v_back then appointment.starts_at < p_after_at else appointment.starts_at > p_after_at end
        )
        and (coalesce(v_words, '{}') = '{}' or app.mentions(booking, type.name, v_words))
      order by extract(epoch from appointment.starts_at) * case when v_back then -1 else 1 end, booking.id
      limit p_most - cardinality(v_found)
    );
  end loop;
  return v_found;
end
$$;
