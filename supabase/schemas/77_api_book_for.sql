-- Books for somebody who cannot: a staff member lets the family in at once, whoever else is waiting, and it is written down.
-- Else as book_slot: the same refusals, and DNIED and NTFND for another school's opening, or a type that does not wait for it.
create function api.book_for(
  p_user_id uuid, p_opening_id uuid, p_key text, p_teacher text, p_type text, p_starts_at timestamptz, p_name text, p_email text,
  p_time_zone text
) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(book_for.p_user_id, book_for.p_opening_id);
  v_actor text := (app.find_office(book_for.p_user_id)).email;
  v_ticket_id uuid;
  v_link_version integer;
  v_language app.language;
  v_answer jsonb;
begin
  -- Twins of one key take turns here already, since the ticket comes before the key is looked at.
  perform pg_advisory_xact_lock(hashtextextended(book_for.p_key, 0));
  if exists (select from app.requests request where request.key = book_for.p_key) then
    return api.book_slot(
      book_for.p_key, book_for.p_teacher, book_for.p_type, book_for.p_starts_at, book_for.p_name, book_for.p_email,
      book_for.p_time_zone
    );
  elsif (app.find_type(book_for.p_teacher, book_for.p_type)).opening_id is distinct from v_opening.id then
    perform app.refuse('NTFND', 'no such appointment type in this opening');
  end if;
  -- The rules before the booker's turn, and that before the ticket's, as in book_slot.
  perform app.share_rules(book_for.p_teacher);
  perform app.lock_booker(book_for.p_email);
  insert into app.invitations (opening_id, group_id, email, name)
  select v_opening.id, each.id, book_for.p_email, book_for.p_name
  from app.opening_groups each where each.opening_id = v_opening.id
  order by each.position desc limit 1
  on conflict on constraint invitations_are_one_an_address do nothing;
  -- As whoever joins: in the draw of its group before it, and behind it in the order of arrival after.
  perform pg_advisory_xact_lock_shared(hashtextextended(invitation.group_id::text, 2)) from app.invitations invitation
  where invitation.opening_id = v_opening.id and invitation.email = book_for.p_email;
  insert into app.tickets (id, opening_id, group_id, invitation_id, joined_at, rank)
  select made.id, each.opening_id, each.id, invitation.id, made.at,
    case when each.drawn_at is null and made.at < each.opens_at then app.rank_of(each.seed, made.id) end
  from app.invitations invitation
  join app.opening_groups each on each.id = invitation.group_id
  cross join (select gen_random_uuid() as id, clock_timestamp() as at) as made
  where invitation.opening_id = v_opening.id and invitation.email = book_for.p_email
  on conflict on constraint tickets_are_one_an_invitation do nothing;
  update app.tickets ticket
  set admitted_at = coalesce(ticket.admitted_at, now()), pass_until = greatest(ticket.pass_until, now() + interval '1 minute'), left_at = null
  from app.invitations invitation
  where invitation.id = ticket.invitation_id and invitation.opening_id = v_opening.id and invitation.email = book_for.p_email
  returning ticket.id, invitation.link_version, invitation.language into v_ticket_id, v_link_version, v_language;
  -- That of the family, and not of who sits in the office.
  perform set_config('firstbell.language', v_language::text, true);
  v_answer := api.book_slot(
    book_for.p_key, book_for.p_teacher, book_for.p_type, book_for.p_starts_at, book_for.p_name, book_for.p_email,
    book_for.p_time_zone, v_ticket_id, v_link_version
  );
  perform app.log_opening(v_opening.id, 'booked_for', v_actor, jsonb_build_object('booking', v_answer -> 'booking_id'));
  return v_answer;
end
$$;
