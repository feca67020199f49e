-- What becomes of a seat that was offered becomes of the wish, by whatever verb it happens: a hold that became a booking is
-- taken, and one that ran out has lapsed. Whose time the teacher took back waits on, in the same place, and so does who was not told.
create function app.settle_wait() returns trigger
language plpgsql
as $$
declare
  v_ran_out boolean := new.state = 'expired' and new.held_until <= now();
  v_lapsed boolean := v_ran_out and app.was_told(new);
begin
  update app.waits wait
  set state = case when new.state <> 'expired' then 'taken' when v_lapsed then 'lapsed' else 'waiting' end::app.wait_state,
      given_up = case when v_lapsed then lower(new.during) end,
      gave_up_at = case when v_lapsed then now() end,
      untold_at = case when v_ran_out and not v_lapsed then now() end,
      was_taken_back = new.state = 'expired' and not v_ran_out
  where wait.id = new.wait_id and wait.state = 'offered';
  return null;
end
$$;
create trigger bookings_settle_what_was_waited_for after update of state on app.bookings
  for each row when (new.wait_id is not null and old.state = 'held' and new.state <> 'held') execute function app.settle_wait();
