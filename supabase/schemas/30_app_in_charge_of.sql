-- The teachers for whom an Auth user may act: themselves, and all of the school whose staff they are. Refuses: DNIED for who
-- is neither.
create function app.in_charge_of(p_user_id uuid) returns uuid[]
language plpgsql stable
as $$
declare
  v_teachers uuid[] := array(
    select teacher.id from app.teachers teacher where teacher.user_id = in_charge_of.p_user_id
    union
    select teacher.id from app.staff staff join app.teachers teacher on teacher.school_id = staff.school_id
    where staff.user_id = in_charge_of.p_user_id
  );
begin
  if v_teachers = '{}' then
    perform app.refuse('DNIED', 'neither a teacher nor of the staff');
  end if;
  perform app.act_as(p_user_id);
  return v_teachers;
end
$$;
