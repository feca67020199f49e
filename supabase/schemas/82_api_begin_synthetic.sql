-- Claims this minute for the synthetic booker, by the database's clock: however often and from wherever it is asked for, it books
-- once a minute. What a round that never came back has left is swept before. Gives {minute, id, teacher, type, email}, or null
-- where this minute is claimed.
create function api.begin_synthetic() returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_round app.synthetic_rounds;
  v_teacher app.teachers;
begin
  insert into app.synthetic_rounds (minute) values (date_trunc('minute', now()))
  on conflict do nothing
  returning * into v_round;
  if v_round.minute is null then
    return null;
  end if;
  v_teacher := app.synthetic_teacher();
  perform app.sweep_synthetic();
  return jsonb_build_object(
    'minute', v_round.minute, 'id', v_round.id, 'teacher', v_teacher.handle, 'type', 'round', 'email', v_teacher.email
  );
end
$$;
