-- The staff member whom an Auth user is, or DNIED.
create function app.find_office(p_user_id uuid) returns app.staff
language plpgsql stable
as $$
declare
  v_staff app.staff;
begin
  select * into v_staff from app.staff staff where staff.user_id = find_office.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not of the staff');
  end if;
  perform app.act_as(p_user_id);
  return v_staff;
end
$$;
