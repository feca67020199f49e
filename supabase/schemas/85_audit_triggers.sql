-- What is noted, and of which columns. A seed, a secret, an address, a note or a name of a booker is in none of it.
create trigger audit_is_kept before update or delete on app.audit for each row execute function app.keep_trail();
create trigger audit_is_kept_whole before truncate on app.audit for each statement execute function app.keep_trail();

create trigger teachers_are_noted after insert or update or delete on app.teachers
  for each row execute function app.note_row('teacher', 'name', 'handle', 'about', 'subjects', 'time_zone', 'holiday_region', 'worked_holidays');
create trigger staff_are_noted after insert or delete on app.staff
  for each row execute function app.note_row('staff', 'none');
create trigger types_are_noted after insert or update or delete on app.appointment_types
  for each row execute function app.note_row('type');
-- Its hours are noted by app.replace_hours and app.replace_own_days, a week at a time.
create trigger schedules_are_noted after insert or update or delete on app.schedules
  for each row execute function app.note_row('schedule', 'name', 'is_usual');
create trigger absences_are_noted after insert or update on app.busy_times
  for each row when (new.feed_id is null) execute function app.note_row('absence', 'during');
create trigger absences_taken_back_are_noted after delete on app.busy_times
  for each row when (old.feed_id is null) execute function app.note_row('absence', 'during');
create trigger teams_are_noted after insert or update or delete on app.teams
  for each row execute function app.note_row('team', 'name', 'handle', 'subject');
create trigger team_members_are_noted after insert or delete on app.team_members
  for each row execute function app.note_row('member', 'none');
create trigger openings_are_noted after insert or update or delete on app.openings
  for each row execute function app.note_row('opening');
create trigger groups_are_noted after insert or update of name, opens_at or delete on app.opening_groups
  for each row execute function app.note_row('group', 'name', 'opens_at');
create trigger paces_are_noted after update of pace_most on app.opening_paces
  for each row execute function app.note_row('opening', 'pace_most');
create trigger invitations_are_noted after update of revoked_at on app.invitations
  for each row execute function app.note_row('invitation', 'revoked_at');
-- To whom bookings are told elsewhere, and when that was switched on and off. What becomes of telling is not asked about.
create trigger hooks_are_noted after insert or update of events, off_at, secret_id or delete on app.hooks
  for each row execute function app.note_row('hook', 'events', 'off_at', 'secret_id');
create trigger calendars_are_noted after insert or update on app.shared_calendars
  for each row when (new.teacher_id is not null) execute function app.note_row('calendar', 'made_at');
create trigger calendars_taken_back_are_noted after delete on app.shared_calendars
  for each row when (old.teacher_id is not null) execute function app.note_row('calendar', 'made_at');

-- Of bookings nothing that somebody waits for: what is held, booked or confirmed is in app.requests.
create trigger bookings_are_noted after update of cancelled_at, moves, state on app.bookings
  for each row when (
    new.cancelled_at is distinct from old.cancelled_at or new.moves > old.moves
    or new.state <> old.state and (new.state in ('completed', 'no_show') or old.state in ('pending', 'completed', 'no_show'))
  )
  execute function app.note_booking();
create trigger reasons_go_with_their_bookings after update of cancel_reason on app.bookings
  for each row when (old.cancel_reason is not null and new.cancel_reason is null)
  execute function app.forget_reason();
