-- The operator whom an Auth user is, or DNIED.
create function app.find_operator(p_user_id uuid) returns app.operators
language plpgsql stable
as $$
declare
  v_operator app.operators;
begin
  select * into v_operator from app.operators operator where operator.user_id = find_operator.p_user_id;
  if not found then
    perform app.refuse('DNIED', 'not an operator');
  end if;
  return v_operator;
end
$$;
