-- Gives a teacher's own appointments a new secret address, of which only a hash comes here, and voids the one before;
-- p_secret_hash null takes it away. Refuses: DNIED.
create function api.share_desk(p_user_id uuid, p_secret_hash text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_teacher app.teachers := app.find_desk(share_desk.p_user_id);
begin
  delete from app.shared_calendars shared where shared.teacher_id = v_teacher.id and p_secret_hash is null;
  insert into app.shared_calendars (teacher_id, secret_hash)
  select v_teacher.id, decode(p_secret_hash, 'hex') where p_secret_hash is not null
  on conflict on constraint shared_calendars_are_one_a_teacher
  do update set secret_hash = excluded.secret_hash, made_at = now();
end
$$;
