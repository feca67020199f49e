-- Whether a sign-in code may be sent to an address now: to teachers, staff and operators only, one a minute, so that nobody can be
-- buried in mails. The caller answers the same either way.
create function api.ask_code(p_email text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.teachers teacher set code_asked_at = now()
  where teacher.email = ask_code.p_email
    and (teacher.code_asked_at is null or teacher.code_asked_at <= now() - interval '1 minute');
  if found then
    return true;
  end if;
  update app.staff staff set code_asked_at = now()
  where staff.email = ask_code.p_email
    and (staff.code_asked_at is null or staff.code_asked_at <= now() - interval '1 minute')
    -- Who is both has one code a minute all the same.
    and not exists (select from app.teachers teacher where teacher.email = ask_code.p_email);
  if found then
    return true;
  end if;
  update app.operators operator set code_asked_at = now()
  where operator.email = ask_code.p_email
    and (operator.code_asked_at is null or operator.code_asked_at <= now() - interval '1 minute')
    and not exists (select from app.teachers teacher where teacher.email = ask_code.p_email)
    and not exists (select from app.staff staff where staff.email = ask_code.p_email);
  return found;
end
$$;
