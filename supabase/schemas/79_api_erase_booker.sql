-- Erases a booker at their request by the office: what they have at this school, whatever the cutoff (app.erase_booker).
-- Nothing tells whether there was anything elsewhere. Refuses: DNIED.
create function api.erase_booker(p_user_id uuid, p_email text) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
begin
  return app.erase_booker(erase_booker.p_email, (app.find_office(erase_booker.p_user_id)).school_id, true);
end
$$;
