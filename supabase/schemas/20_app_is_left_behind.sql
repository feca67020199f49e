-- Whether an opening was of one teacher alone, or of one of their types, and they have left.
create function app.is_left_behind(p_opening_id uuid) returns boolean
language plpgsql stable
as $$
begin
  return exists (
    select from app.openings opening
    left join app.appointment_types type on type.id = opening.appointment_type_id
    join app.teachers teacher on teacher.id = coalesce(opening.teacher_id, type.teacher_id)
    where opening.id = p_opening_id and teacher.erased_at is not null
  );
end
$$;
