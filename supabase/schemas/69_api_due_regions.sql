-- The regions that some teacher follows and whose holidays of a year were not looked up yet: [region].
create function api.due_regions(p_year integer) returns jsonb
language sql stable security definer set search_path = ''
as $$
  select coalesce(jsonb_agg(followed.region order by followed.region), '[]')
  from (
    -- Those that have one alone, by their index.
    select distinct teacher.holiday_region as region from app.teachers teacher where teacher.holiday_region > ''
  ) as followed
  where not exists (
    select from app.holidays holiday
    where holiday.region = followed.region
      and holiday.day >= make_date(due_regions.p_year, 1, 1) and holiday.day < make_date(due_regions.p_year + 1, 1, 1)
  )
$$;
