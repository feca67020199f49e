-- The starts of a type in [p_from, p_until), in the first 15 days of it that can be booked now, that are all taken and can be
-- waited for; none where nobody can wait. Gives {starts}. Refuses: NTFND.
create function api.list_full(
  p_teacher text, p_type text, p_from timestamptz, p_until timestamptz, p_duration_minutes integer default null
) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_type app.appointment_types := app.find_type(list_full.p_teacher, list_full.p_type, list_full.p_duration_minutes);
  v_asked tstzrange := app.bookable_window(v_type) * tstzrange(list_full.p_from, greatest(list_full.p_from, list_full.p_until));
  v_until timestamptz := least(upper(v_asked), lower(v_asked) + interval '360 hours');
begin
  if isempty(v_asked) or app.waited_type(v_type, v_type.duration_minutes) is null then
    return '{"starts": []}';
  end if;
  return jsonb_build_object('starts', array(
    select offered.starts_at from app.offered_starts(v_type, lower(v_asked), v_until) as offered
    except
    select free.starts_at from app.free_slots(v_type, lower(v_asked), v_until) as free
    order by 1
  ));
end
$$;
