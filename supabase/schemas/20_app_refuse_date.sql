-- A "no" to one date of several, which it names: lib/db.ts reads it.
create function app.refuse_date(p_code text, p_why text, p_starts_at timestamptz) returns void
language plpgsql immutable
as $$
begin
  raise exception using
    errcode = refuse_date.p_code, message = refuse_date.p_why,
    detail = jsonb_build_object('startsAt', refuse_date.p_starts_at)::text;
end
$$;
