-- A "no" said on purpose. lib/refusal.ts holds the one table of codes, statuses and words.
create function app.refuse(p_code text, p_why text) returns void
language plpgsql immutable
as $$
begin
  raise exception using errcode = refuse.p_code, message = refuse.p_why;
end
$$;
