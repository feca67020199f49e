-- Nobody writes down anything more of a teacher who has left: a trigger. Who has begun before and waits for the erasure hears so
-- then; the erasure itself, whose now() it is, may.
create function app.require_teacher_here() returns trigger
language plpgsql
as $$
declare
  v_erased_at timestamptz;
begin
  select teacher.erased_at into v_erased_at from app.teachers teacher where teacher.id = new.teacher_id for key share;
  if v_erased_at <> now() then
    perform app.refuse('DNIED', 'this teacher has left');
  end if;
  return new;
end
$$;
-- The same of a school.
create function app.require_school_here() returns trigger
language plpgsql
as $$
declare
  v_erased_at timestamptz;
begin
  select school.erased_at into v_erased_at from app.schools school where school.id = new.school_id for key share;
  if v_erased_at <> now() then
    perform app.refuse('DNIED', 'this school has left');
  end if;
  return new;
end
$$;
-- The same of the school whose opening it is.
create function app.require_opening_here() returns trigger
language plpgsql
as $$
declare
  v_erased_at timestamptz;
begin
  perform from app.openings opening where opening.id = new.opening_id for key share;
  select school.erased_at into v_erased_at
  from app.openings opening
  join app.schools school on school.id = opening.school_id
  where opening.id = new.opening_id;
  if v_erased_at <> now() then
    perform app.refuse('DNIED', 'this school has left');
  end if;
  return new;
end
$$;
-- Who has left is nobody again: a trigger.
create function app.stay_erased() returns trigger
language plpgsql
as $$
begin
  perform app.refuse('DNIED', 'erased');
end
$$;
create trigger schedules_are_of_who_is_here before insert or update of name on app.schedules
  for each row execute function app.require_teacher_here();
create trigger types_are_of_who_is_here
  before insert or update of handle, name, description, questions, place, follow_up_text, retired_at on app.appointment_types
  for each row execute function app.require_teacher_here();
create trigger feeds_are_of_who_is_here before insert on app.busy_feeds
  for each row execute function app.require_teacher_here();
create trigger busy_times_are_of_who_is_here before insert on app.busy_times
  for each row execute function app.require_teacher_here();
create trigger hooks_are_of_who_is_here before insert on app.hooks
  for each row execute function app.require_teacher_here();
create trigger shared_calendars_are_of_who_is_here before insert on app.shared_calendars
  for each row execute function app.require_teacher_here();
create trigger team_members_are_here before insert on app.team_members
  for each row execute function app.require_teacher_here();
create trigger openings_are_of_who_is_here before insert or update of teacher_id on app.openings
  for each row execute function app.require_teacher_here();
create trigger openings_are_of_schools_that_are_here before insert or update of name on app.openings
  for each row execute function app.require_school_here();
create trigger teams_are_of_schools_that_are_here before insert or update of handle, name, subject on app.teams
  for each row execute function app.require_school_here();
create trigger staff_are_of_schools_that_are_here before insert on app.staff
  for each row execute function app.require_school_here();
create trigger teachers_are_of_schools_that_are_here before insert on app.teachers
  for each row execute function app.require_school_here();
create trigger invitations_are_of_schools_that_are_here before insert on app.invitations
  for each row execute function app.require_opening_here();
create trigger staff_act_for_schools_that_are_here before insert on app.opening_events
  for each row when (new.actor is not null) execute function app.require_opening_here();
create trigger teachers_stay_erased
  before update of handle, name, about, subjects, email, user_id, holiday_region, worked_holidays on app.teachers
  for each row when (old.erased_at is not null) execute function app.stay_erased();
create trigger schools_stay_erased before update of handle, name on app.schools
  for each row when (old.erased_at is not null) execute function app.stay_erased();
