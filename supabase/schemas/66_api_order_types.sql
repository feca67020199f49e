-- Puts a teacher's types in this order; those that are not named come after them, in the order they had. Twice is once. What
-- comes to another place has another version, as after any edit. It asks for no version: of two orders the later one holds, and
-- nothing of a type is lost by either.
-- Gives {types: [describe_type], handle}. Refuses: DNIED, and NTFND for what is retired or another teacher's.
create function api.order_types(p_user_id uuid, p_type_ids uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(order_types.p_user_id);
begin
  perform app.lock_rules(v_teacher.handle);
  if exists (
    select from unnest(p_type_ids) as wanted
    where wanted not in (
      select type.id from app.appointment_types type where type.teacher_id = v_teacher.id and type.retired_at is null
    )
  ) then
    perform app.refuse('NTFND', 'no such type');
  end if;
  update app.appointment_types type set position = placed.place, version = type.version + 1
  from (
    select each.id,
      row_number() over (order by array_position(p_type_ids, each.id), each.position, each.name, each.id) - 1 as place
    from app.appointment_types each
    where each.teacher_id = v_teacher.id and each.retired_at is null
  ) as placed
  where type.id = placed.id and type.position <> placed.place;
  return jsonb_build_object('types', api.list_types(p_user_id), 'handle', v_teacher.handle);
end
$$;
