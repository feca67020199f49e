-- An opening of the school that an Auth user is staff of. Refuses: DNIED, and NTFND for another school's.
create function app.find_own_opening(p_user_id uuid, p_opening_id uuid) returns app.openings
language plpgsql stable
as $$
declare
  v_staff app.staff := app.find_office(p_user_id);
  v_opening app.openings;
begin
  select * into v_opening from app.openings opening
  where opening.id = p_opening_id and opening.school_id = v_staff.school_id;
  if not found then
    perform app.refuse('NTFND', 'no such opening');
  end if;
  return v_opening;
end
$$;
