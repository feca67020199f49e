create function app.log_opening(p_opening_id uuid, p_kind text, p_actor text, p_detail jsonb) returns void
language plpgsql
as $$
begin
  insert into app.opening_events (opening_id, kind, actor, detail) values (p_opening_id, p_kind, p_actor, p_detail);
end
$$;
