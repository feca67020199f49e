-- Whether this student has a booking at that time, other than the one that is asked about. The constraint
-- students_are_never_in_two_places has the last word.
create function app.is_elsewhere(p_name text, p_email text, p_during tstzrange, p_but uuid default null) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.bookings booking
    where booking.student = md5(is_elsewhere.p_email || E'\n' || lower(is_elsewhere.p_name))::uuid
      and booking.during && is_elsewhere.p_during
      and booking.state in ('pending', 'confirmed')
      and booking.id is distinct from is_elsewhere.p_but
  );
end
$$;
