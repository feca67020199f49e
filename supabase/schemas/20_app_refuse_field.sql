-- The same of one field of what was sent: INVAL, and its words, which people read, belong beside that field.
create function app.refuse_field(p_field text, p_why text) returns void
language plpgsql immutable
as $$
begin
  raise exception using errcode = 'INVAL', message = refuse_field.p_why, column = refuse_field.p_field;
end
$$;
