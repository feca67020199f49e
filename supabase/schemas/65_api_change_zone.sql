-- Gives a teacher another time zone. Hours and days of their own stay what they are by the clock on the wall, absences keep their
-- instants; so do bookings to come, unless p_moves: then they begin when the new clock shows what the old one did, and each
-- booker is told. Calendars from elsewhere are read again at once: their whole days, and times without a zone, are the new zone's.
-- Saving the same again changes nothing.
-- Gives {version, handle, outside}. Refuses: DNIED, STALE, INVAL for no zone, and as move_bookings does.
create function api.change_zone(p_user_id uuid, p_version integer, p_time_zone text, p_moves boolean) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(change_zone.p_user_id);
begin
  if p_time_zone not in (select name from pg_catalog.pg_timezone_names) then
    perform app.refuse('INVAL', 'no such time zone');
  end if;
  perform app.lock_rules(v_teacher.handle);
  v_teacher := app.find_desk(p_user_id);
  if v_teacher.version = p_version then
    -- Before any seat is locked. Who reads one just now does it by the old clock, and settles nothing any more.
    update app.busy_feeds feed set due_at = now(), claim = null
    where feed.teacher_id = v_teacher.id and v_teacher.time_zone <> p_time_zone;
    if p_moves then
      perform app.move_bookings(v_teacher, p_time_zone);
    else
      perform app.forget_kept(app.asked_again(v_teacher.id, '{}', null));
    end if;
    update app.teachers teacher set version = teacher.version + 1, time_zone = p_time_zone
    where teacher.id = v_teacher.id
    returning * into v_teacher;
  elsif v_teacher.version <> p_version + 1 or v_teacher.time_zone <> p_time_zone then
    perform app.refuse('STALE', 'the zone or the holidays were saved elsewhere');
  end if;
  return jsonb_build_object('version', v_teacher.version, 'handle', v_teacher.handle, 'outside', app.outside(v_teacher.id));
end
$$;
