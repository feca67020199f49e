-- Notes that a row of some rule was made, changed or removed: a trigger, whose first argument is what it is, and all others the
-- columns that are looked at; without any it is all that say something. Where none is otherwise, nothing is noted.
create function app.note_row() returns trigger
language plpgsql
as $$
declare
  v_kind constant text := tg_argv[0];
  v_columns constant text[] := case when tg_nargs > 1 then tg_argv[1:] end;
  v_silent constant text[] := '{id,version,teacher_id,school_id,opening_id,position,created_at,is_imported}';
  v_old jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  v_new jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  v_row jsonb := coalesce(v_new, v_old);
  v_teacher_id uuid := case when v_kind = 'teacher' then v_row ->> 'id' else v_row ->> 'teacher_id' end;
  v_school_id uuid := v_row ->> 'school_id';
  v_before jsonb;
  v_after jsonb;
  v_verb text;
begin
  -- What a form makes has version 0 until all of it is there.
  if v_new ->> 'version' = '0' then
    return null;
  elsif v_old ->> 'version' = '0' then
    v_old := null;
  end if;
  select jsonb_object_agg(field.name, v_old -> field.name), jsonb_object_agg(field.name, v_new -> field.name)
  into v_before, v_after
  from jsonb_object_keys(v_row) as field (name)
  where case when v_columns is null then field.name <> all (v_silent) else field.name = any (v_columns) end
    and (v_old is null or v_new is null or v_old -> field.name <> v_new -> field.name);
  if v_old is not null and v_new is not null and v_after is null then
    return null;
  end if;
  if v_kind = 'opening' and v_teacher_id is null then
    select type.teacher_id into v_teacher_id from app.appointment_types type
    where type.id = (v_row ->> 'appointment_type_id')::uuid;
  end if;
  v_school_id := coalesce(
    v_school_id,
    (select teacher.school_id from app.teachers teacher where teacher.id = v_teacher_id),
    (select opening.school_id from app.openings opening where opening.id = (v_row ->> 'opening_id')::uuid)
  );
  -- Of who has left nothing is noted any more: app.erase_teachers has noted that they did.
  if exists (select from app.teachers teacher where teacher.id = v_teacher_id and teacher.erased_at is not null)
    or exists (select from app.schools school where school.id = v_school_id and school.erased_at is not null)
    or v_kind = 'group' and app.is_left_behind((v_row ->> 'opening_id')::uuid) then
    return null;
  end if;
  v_verb := case when v_old is null then 'made' when v_new is null then 'removed' else coalesce((
    select case when jsonb_typeof(v_after -> sign.name) = 'null' then sign.taken_back else sign.given end
    from (values
      ('retired_at', 'retired', 'restored'), ('revoked_at', 'revoked', 'renewed'), ('paused_at', 'paused', 'resumed'),
      ('off_at', 'paused', 'resumed'),
      ('ended_at', 'ended', 'ended'), ('released_at', 'released', 'released')
    ) as sign (name, given, taken_back)
    where v_after ? sign.name
    limit 1
  ), 'changed') end;
  perform app.note_change(
    v_verb, v_school_id, v_teacher_id, v_kind, coalesce(v_row ->> 'id', v_row ->> 'team_id', v_row ->> 'opening_id', v_row ->> 'teacher_id')::uuid,
    case when v_old is not null then coalesce(v_before, '{}') end, case when v_new is not null then coalesce(v_after, '{}') end,
    p_otherwise => case v_kind when 'invitation' then 'booker' when 'hook' then 'system' else 'operator' end
  );
  return null;
end
$$;
