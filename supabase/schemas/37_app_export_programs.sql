-- What a teacher's own programs are and were told, as a file has it, without an address, a secret or a hash: {hooks, tokens}.
create function app.export_programs(p_teacher app.teachers) returns jsonb
language plpgsql stable
as $$
begin
  return jsonb_build_object(
    'hooks', (
      select coalesce(jsonb_agg(
        to_jsonb(hook) - '{teacher_id,version,sealed_url,sealed_secret,sealed_old_secret,secret_id,claim,claimed_until}'::text[]
        || jsonb_build_object('deliveries', (
          select coalesce(jsonb_agg(to_jsonb(delivery) - '{id,place,hook_id,due_at}'::text[] order by delivery.place), '[]')
          from app.hook_deliveries delivery where delivery.hook_id = hook.id
        ))
        order by hook.created_at, hook.id
      ), '[]')
      from app.hooks hook where hook.teacher_id = p_teacher.id
    ),
    'tokens', (
      select coalesce(jsonb_agg(app.describe_token(token) order by token.created_at, token.id), '[]')
      from app.tokens token where token.user_id = p_teacher.user_id
    )
  );
end
$$;
