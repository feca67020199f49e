-- The sum of an object's numbers, up to 2,000.
create function app.sum_of(p_counts jsonb) returns integer
language plpgsql immutable
as $$
begin
  return (select least(coalesce(sum(each.value::integer), 0), 2000) from jsonb_each_text(p_counts) as each);
end
$$;
