-- One type as its own link shows it, listed or not: app.describe_offer. Refuses: NTFND.
create function api.get_type(p_teacher text, p_type text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
begin
  return app.describe_offer(app.find_type(get_type.p_teacher, get_type.p_type));
end
$$;
