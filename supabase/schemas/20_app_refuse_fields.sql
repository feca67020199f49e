-- INVAL with what to mend, by the field's path in the request: lib/db.ts reads it.
create function app.refuse_fields(p_why text, p_fields jsonb) returns void
language plpgsql immutable
as $$
begin
  raise exception using errcode = 'INVAL', message = refuse_fields.p_why, detail = refuse_fields.p_fields::text;
end
$$;
