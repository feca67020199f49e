-- Whether a sign-in code may be sent to an address now: to teachers only, one a minute, so that nobody can be
-- buried in mails. The caller answers the same either way.
create function api.ask_code(p_email text) returns boolean
language plpgsql volatile security definer set search_path = ''
as $$
begin
  update app.teachers teacher set code_asked_at = now()
  where teacher.email = ask_code.p_email
    and (teacher.code_asked_at is null or teacher.code_asked_at <= now() - interval '1 minute');
  return found;
end
$$;
