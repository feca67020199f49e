-- Ends a wish, as p_state says; a seat that was offered for it goes to the next one. Twice is once.
create function app.end_wait(p_wait_id uuid, p_state app.wait_state) returns void
language plpgsql
as $$
declare
  v_offer app.bookings;
begin
  loop
    select * into v_offer from app.bookings booking where booking.wait_id = end_wait.p_wait_id and booking.state <> 'expired';
    if v_offer.state = 'held' then
      -- The seat before the wish, as whoever settles one does.
      v_offer := app.lock_booking(v_offer.id, v_offer.link_version);
      if v_offer.state = 'held' then
        update app.waits wait set state = end_wait.p_state, given_up = lower(v_offer.during), gave_up_at = now()
        where wait.id = end_wait.p_wait_id;
        update app.bookings booking set state = 'expired' where booking.id = v_offer.id;
        perform app.give_back_seat(v_offer.appointment_id);
        return;
      end if;
    else
      update app.waits wait set state = end_wait.p_state where wait.id = end_wait.p_wait_id and wait.state = 'waiting';
      if found or not exists (
        select from app.waits wait where wait.id = end_wait.p_wait_id and wait.state in ('waiting', 'offered')
      ) then
        return;
      end if;
      -- It was offered something in this very moment.
    end if;
  end loop;
end
$$;
