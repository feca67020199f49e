-- Makes an opening under an id that the form has made, or changes one. Saving the same again, as one does who never got the
-- answer, changes nothing.
-- p_wish: {name, teacher, type, audience, waiting_room, bookings_each, joins_at, closes_at, groups: [{name, opens_at}]},
-- teacher and type null for the whole school. p_version is 0 for a new one.
-- A group that has opened keeps its time, and its seed is nobody's to change. What it is of stays as it was made.
-- Gives app.describe_opening, and beside (app.openings_beside). Refuses: DNIED, NTFND, STALE, INVAL.
create function api.save_opening(p_user_id uuid, p_opening_id uuid, p_version integer, p_wish jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_staff app.staff := app.find_office(save_opening.p_user_id);
  v_opening app.openings;
  v_teacher_id uuid;
  v_type_id uuid;
  -- When the first group opens: one that has opened keeps its time, and none is moved into the past.
  v_opens_at timestamptz := (
    select min(case
      when each.opens_at <= now() or each.drawn_at is not null then each.opens_at
      when each.opens_at is not null then greatest(now(), (listed.wish ->> 'opens_at')::timestamptz)
      else (listed.wish ->> 'opens_at')::timestamptz
    end)
    from jsonb_array_elements(p_wish -> 'groups') with ordinality as listed (wish, position)
    left join app.opening_groups each on each.opening_id = p_opening_id and each.position = listed.position - 1
  );
begin
  -- Before all else: who erases the school or one of its teachers waits, or this finds nobody.
  perform from app.schools school where school.id = v_staff.school_id for key share;
  if p_wish ->> 'teacher' is not null then
    select teacher.id into v_teacher_id from app.teachers teacher
    where teacher.handle = p_wish ->> 'teacher' and teacher.school_id = v_staff.school_id;
    if not found then
      perform app.refuse('NTFND', 'no such teacher here');
    end if;
    if p_wish ->> 'type' is not null then
      v_type_id := (app.find_type(p_wish ->> 'teacher', p_wish ->> 'type')).id;
      v_teacher_id := null;
    end if;
  end if;
  if v_opens_at is null or (p_wish ->> 'joins_at')::timestamptz > v_opens_at or (p_wish ->> 'closes_at')::timestamptz <= v_opens_at then
    perform app.refuse('INVAL', 'joined before it opens, opened before it closes');
  end if;

  insert into app.openings (id, school_id, teacher_id, appointment_type_id, name, audience, waiting_room, bookings_each, joins_at, opens_at, closes_at)
  select p_opening_id, v_staff.school_id, v_teacher_id, v_type_id, p_wish ->> 'name', (p_wish ->> 'audience')::app.opening_audience,
    (p_wish ->> 'waiting_room')::boolean, (p_wish ->> 'bookings_each')::integer, (p_wish ->> 'joins_at')::timestamptz,
    v_opens_at, (p_wish ->> 'closes_at')::timestamptz
  where p_version = 0
  on conflict (id) do nothing
  returning * into v_opening;
  if found then
    insert into app.opening_paces (opening_id) values (v_opening.id);
  else
    v_opening := app.find_own_opening(p_user_id, p_opening_id);
    if v_opening.version = p_version + 1 and p_wish = (
      select event.detail from app.opening_events event
      where event.opening_id = p_opening_id and event.kind = 'saved'
      order by event.id desc limit 1
    ) then
      return app.describe_opening(v_opening) || jsonb_build_object('beside', app.openings_beside(v_opening));
    end if;
    update app.openings opening
    set name = p_wish ->> 'name', bookings_each = (p_wish ->> 'bookings_each')::integer,
        joins_at = (p_wish ->> 'joins_at')::timestamptz, opens_at = v_opens_at, closes_at = (p_wish ->> 'closes_at')::timestamptz,
        version = opening.version + 1,
        -- Who may come, and how, stands from when the first may take a place.
        audience = case when opening.joins_at > now() then (p_wish ->> 'audience')::app.opening_audience else opening.audience end,
        waiting_room = case when opening.joins_at > now() then (p_wish ->> 'waiting_room')::boolean else opening.waiting_room end
    where opening.id = p_opening_id and opening.version = p_version
    returning * into v_opening;
    if not found then
      perform app.refuse('STALE', 'the opening was saved elsewhere');
    end if;
  end if;

  insert into app.opening_groups as each (opening_id, position, name, opens_at)
  select v_opening.id, listed.position - 1, listed.wish ->> 'name', (listed.wish ->> 'opens_at')::timestamptz
  from jsonb_array_elements(p_wish -> 'groups') with ordinality as listed (wish, position)
  on conflict (opening_id, position) do update set
    name = excluded.name,
    -- Its draw may have been closed while this waited.
    opens_at = case when each.opens_at > now() and each.drawn_at is null then greatest(excluded.opens_at, now()) else each.opens_at end;
  if exists (
    select from app.opening_groups each
    where each.opening_id = v_opening.id and each.position >= jsonb_array_length(p_wish -> 'groups')
      and (each.drawn_at is not null or exists (select from app.invitations invitation where invitation.group_id = each.id))
  ) then
    perform app.refuse('INVAL', 'a group that has families in it, or was drawn, stays');
  end if;
  delete from app.opening_groups each
  where each.opening_id = v_opening.id and each.position >= jsonb_array_length(p_wish -> 'groups');
  update app.openings opening
  set opens_at = (select min(each.opens_at) from app.opening_groups each where each.opening_id = v_opening.id)
  where opening.id = v_opening.id
  returning * into v_opening;

  perform app.assign_openings(v_staff.school_id);
  perform app.log_opening(v_opening.id, 'saved', v_staff.email, p_wish);
  return app.describe_opening(v_opening) || jsonb_build_object('beside', app.openings_beside(v_opening));
end
$$;
