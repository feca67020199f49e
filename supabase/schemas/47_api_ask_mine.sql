-- Mails a link to all bookings of an address to that address, where there are any, or where it waits for one: once a minute and six times an hour at most,
-- in its turn among its other mails. The answer is the same for every address.
create function api.ask_mine(p_email text) returns void
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_addressee uuid := md5(ask_mine.p_email)::uuid;
  v_booker_id uuid;
  v_planned_at timestamptz;
begin
  -- Those who ask for one address take turns, so that each sees the mail that waits.
  perform app.lock_booker(ask_mine.p_email);
  if not exists (select from app.bookings_of(ask_mine.p_email))
    and not exists (select from app.waits wait where wait.email = ask_mine.p_email) then
    return;
  end if;
  insert into app.bookers (email) values (ask_mine.p_email)
  on conflict on constraint bookers_never_share_an_email do update set language = excluded.language, asked_at = excluded.asked_at;
  select booker.id into v_booker_id from app.bookers booker where booker.email = ask_mine.p_email;
  v_planned_at := app.mail_turn('mine', v_addressee);
  if v_planned_at <= now() + interval '19 minutes' and not exists (
    select from app.mails mail
    where mail.booker_id = v_booker_id and mail.planned_at > now() - interval '1 minute'
  ) and 6 > (
    select count(*) from app.mails mail
    where mail.booker_id = v_booker_id and mail.planned_at > now() - interval '1 hour'
  ) then
    insert into app.mails (booker_id, kind, recipient, addressee, planned_at, due_at)
    values (v_booker_id, 'mine', 'booker', v_addressee, v_planned_at, v_planned_at);
  end if;
end
$$;
