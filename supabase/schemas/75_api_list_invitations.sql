-- An opening's families, by name and address: what became of each. Every word of the query is in them. At most 500, and how
-- many there are. Refuses: DNIED, NTFND.
create function api.list_invitations(p_user_id uuid, p_opening_id uuid, p_query text) returns jsonb
language plpgsql stable security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(list_invitations.p_user_id, list_invitations.p_opening_id);
begin
  return (
    with found as (
      select invitation.*
      from app.invitations invitation
      where invitation.opening_id = v_opening.id and not exists (
        select from unnest(string_to_array(app.fold(trim(list_invitations.p_query)), ' ')) as word
        where position(word in app.fold(coalesce(invitation.name, '') || ' ' || invitation.email)) = 0
      )
    )
    select jsonb_build_object('count', (select count(*) from found), 'invitations', coalesce(jsonb_agg(jsonb_build_object(
      'id', listed.id, 'email', listed.email, 'name', listed.name, 'group', each.position,
      'language', listed.language, 'revoked_at', listed.revoked_at,
      'mailed', (
        -- The newest: the links of those before it lead nowhere.
        select case when mail.sent_at is not null then 'sent' when mail.failed_at is not null then 'failed' else 'waiting' end
        from app.mails mail where mail.invitation_id = listed.id
        order by mail.planned_at desc limit 1
      ),
      'joined_at', ticket.joined_at, 'admitted_at', ticket.admitted_at,
      'booked', (
        select count(*) from app.bookings booking
        where booking.ticket_id = ticket.id and booking.state in ('pending', 'confirmed', 'completed', 'no_show')
      )
    ) order by listed.name, listed.email), '[]'))
    from (select * from found order by found.name, found.email limit 500) as listed
    join app.opening_groups each on each.id = listed.group_id
    left join app.tickets ticket on ticket.invitation_id = listed.id
  );
end
$$;
