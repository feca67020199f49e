-- The appointments that a teacher or the office means: those of some bookings, or else all that touch a time of one teacher.
-- Refuses: NTFND, DNIED.
create function app.appointments_meant(
  p_teachers uuid[], p_user_id uuid, p_booking_ids uuid[], p_teacher text, p_during tstzrange
) returns uuid[]
language plpgsql stable
as $$
begin
  return case
    when p_booking_ids is null then app.coming_appointments(p_teachers, p_user_id, p_teacher, p_during)
    else app.appointments_with(p_teachers, p_booking_ids)
  end;
end
$$;
