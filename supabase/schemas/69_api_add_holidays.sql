-- Notes holidays of a region as they were looked up: [{day, name}]; what is known of it already stays. They are of a year that
-- nobody can book in yet, so no teacher's rules are locked for it.
create function api.add_holidays(p_region text, p_days jsonb) returns void
language sql volatile security definer set search_path = ''
as $$
  insert into app.holidays (region, day, name)
  select add_holidays.p_region, listed.day, listed.name
  from jsonb_to_recordset(add_holidays.p_days) as listed (day date, name text)
  where not exists (
    select from app.holidays known
    where known.region = add_holidays.p_region and known.day = listed.day and known.name = listed.name
  )
  on conflict do nothing
$$;
