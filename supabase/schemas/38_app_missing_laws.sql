-- What Postgres itself keeps from happening, where it does not keep it any more: then nothing else is to be believed.
create function app.missing_laws() returns table (law text, broken bigint)
language sql stable
as $$
  select 'the database has lost a law: ' || lost.name, count(*)
  from unnest(array[
    'appointments_never_overlap', 'appointments_never_exceed_their_seats', 'appointments_without_bookings_are_cancelled',
    'students_are_never_in_two_places', 'holds_run_out', 'tickets_are_one_an_invitation'
  ]) as lost (name)
  where not exists (
    select from pg_catalog.pg_constraint kept
    where kept.conname = lost.name and kept.connamespace = 'app'::regnamespace and kept.convalidated
  )
  group by lost.name
$$;
