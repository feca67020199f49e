-- The sum of an object's numbers.
create function app.sum_of(p_counts jsonb) returns integer
language plpgsql immutable
as $$
begin
  return (select coalesce(sum(each.value::integer), 0) from jsonb_each_text(p_counts) as each);
end
$$;
