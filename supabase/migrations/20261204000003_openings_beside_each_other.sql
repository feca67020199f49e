-- Who saves or releases an opening is told which stand beside it, whose pages tell of its teachers, too.
-- The other openings of the same school: what waits for one may have waited for another of them before.
create function app.openings_beside(p_opening app.openings) returns jsonb
language plpgsql stable
as $$
begin
  return (
    select coalesce(jsonb_agg(other.id order by other.created_at), '[]') from app.openings other
    where other.school_id = p_opening.school_id and other.id <> p_opening.id
  );
end
$$;

-- Makes an opening under an id that the form has made, or changes one. Saving the same again, as one does who never got the
-- answer, changes nothing.
-- p_wish: {name, teacher, type, audience, waiting_room, bookings_each, joins_at, closes_at, groups: [{name, opens_at}]},
-- teacher and type null for the whole school. p_version is 0 for a new one.
-- A group that has opened keeps its time, and its seed is nobody's to change. What it is of stays as it was made.
-- Gives app.describe_opening, and beside (app.openings_beside). Refuses: DNIED, NTFND, STALE, INVAL.
create or replace function api.save_opening(p_user_id uuid, p_opening_id uuid, p_version integer, p_wish jsonb) returns jsonb
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

-- What staff do while it runs, each written down: pause, resume, slow (to at most p_pace people a second; null takes the
-- limit away), end, release (after the end: everybody may book what is left). Twice is once.
-- Gives app.describe_opening, and once it is released beside (app.openings_beside).
-- Refuses: DNIED, NTFND, CLOSD (it is over; or, to be released, not), INVAL.
create or replace function api.steer_opening(p_user_id uuid, p_opening_id uuid, p_act text, p_pace real) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(steer_opening.p_user_id, steer_opening.p_opening_id);
  v_actor text := (app.find_office(steer_opening.p_user_id)).email;
  v_over boolean := v_opening.ended_at is not null or coalesce(v_opening.closes_at <= now(), false);
  -- greatest() would pass over a null, which says "no limit".
  v_most real := least(greatest(coalesce(p_pace, 500), 0.1), 500);
begin
  -- Before its pace: who erases the school has the opening first, too.
  perform from app.openings opening where opening.id = v_opening.id for key share;
  if v_over <> (p_act = 'release') and not (p_act = 'end' and v_over) then
    perform app.refuse('CLOSD', case when v_over then 'the opening is over' else 'end it first' end);
  end if;
  case p_act
    when 'pause' then
      update app.openings opening set paused_at = now() where opening.id = v_opening.id and opening.paused_at is null;
    when 'resume' then
      update app.openings opening set paused_at = null where opening.id = v_opening.id and opening.paused_at is not null;
    when 'slow' then
      update app.opening_paces pace set pace_most = v_most, pace = least(pace.pace, v_most)
      where pace.opening_id = v_opening.id and pace.pace_most <> v_most;
    when 'end' then
      update app.openings opening set ended_at = now() where opening.id = v_opening.id and opening.ended_at is null;
    when 'release' then
      update app.openings opening set released_at = now() where opening.id = v_opening.id and opening.released_at is null;
    else
      perform app.refuse('INVAL', 'no such act');
  end case;
  -- Twice is once, in the log as well.
  if found then
    perform app.log_opening(v_opening.id, case p_act
      when 'pause' then 'paused' when 'resume' then 'resumed' when 'slow' then 'slowed' when 'end' then 'ended' else 'released'
    end, v_actor, case when p_act = 'slow' then jsonb_build_object('pace_most', p_pace) else '{}' end);
    if p_act = 'release' then
      perform app.assign_openings(v_opening.school_id);
    end if;
  end if;
  select * into v_opening from app.openings opening where opening.id = v_opening.id;
  return app.describe_opening(v_opening)
    || case when p_act = 'release' then jsonb_build_object('beside', app.openings_beside(v_opening)) else '{}' end;
end
$$;

revoke all on all functions in schema app from public;
revoke all on all functions in schema api from public;
grant execute on all functions in schema api to firstbell_server;
