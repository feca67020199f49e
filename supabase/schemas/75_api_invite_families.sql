-- Invites families, all of them or none: [{email, name, group, language}], group by its position, and without a language that
-- of who asks. One that is invited already gets the new name and language and, while it has taken no place yet, the new group, and
-- no second mail.
-- Gives {added, changed, kept}. Refuses: DNIED, NTFND, CLOSD (over), INVAL (no such group), LIMIT (past 20,000).
create function api.invite_families(p_user_id uuid, p_opening_id uuid, p_families jsonb) returns jsonb
language plpgsql volatile security definer set search_path = ''
as $$
declare
  v_opening app.openings := app.find_own_opening(invite_families.p_user_id, invite_families.p_opening_id);
  v_new uuid[];
  v_changed integer;
begin
  -- Before any of its invitations: who erases the school has the opening first, too.
  perform from app.openings opening where opening.id = v_opening.id for key share;
  if v_opening.ended_at is not null or v_opening.closes_at <= now() then
    perform app.refuse('CLOSD', 'the opening is over');
  elsif exists (
    select from jsonb_array_elements(p_families) as family
    where (family ->> 'group')::smallint not in (
      select each.position from app.opening_groups each where each.opening_id = v_opening.id
    )
  ) then
    perform app.refuse('INVAL', 'no such group');
  end if;

  -- By address, so that two lists at once never wait in a circle.
  perform from app.invitations invitation
  where invitation.opening_id = v_opening.id
    and invitation.email in (select family ->> 'email' from jsonb_array_elements(p_families) as family)
  order by invitation.email collate "C"
  for update;
  update app.invitations invitation
  set name = known.name, group_id = known.group_id, language = known.language
  from (
    select distinct on (standing.id) standing.id, family ->> 'name' as name, case
      -- Who asked for the link did so in their own.
      when standing.asked then standing.language
      else coalesce((family ->> 'language')::app.language, standing.language)
    end as language, case
      when exists (select from app.tickets ticket where ticket.invitation_id = standing.id) then standing.group_id
      else each.id
    end as group_id
    from jsonb_array_elements(p_families) with ordinality as listed (family, place)
    join app.invitations standing on standing.opening_id = v_opening.id and standing.email = family ->> 'email'
    join app.opening_groups each on each.opening_id = v_opening.id and each.position = (family ->> 'group')::smallint
    order by standing.id, place desc
  ) as known
  where invitation.id = known.id
    and row(invitation.name, invitation.group_id, invitation.language) is distinct from row(known.name, known.group_id, known.language);
  get diagnostics v_changed = row_count;

  with added as (
    insert into app.invitations (opening_id, group_id, email, name, language)
    select v_opening.id, each.id, family ->> 'email', family ->> 'name',
      coalesce((family ->> 'language')::app.language, app.asker_language())
    from jsonb_array_elements(p_families) as family
    join app.opening_groups each on each.opening_id = v_opening.id and each.position = (family ->> 'group')::smallint
    order by family ->> 'email' collate "C"
    on conflict on constraint invitations_are_one_an_address do nothing
    returning id
  )
  select coalesce(array_agg(added.id), '{}') into v_new from added;
  -- Looked at when all is done, since most of a list may be there already.
  if v_new <> '{}' and 20000 < (
    select count(*) from app.invitations invitation where invitation.opening_id = v_opening.id and not invitation.asked
  ) then
    perform app.refuse('LIMIT', 'as many families as one opening can have');
  end if;
  perform app.invite_all(v_new);
  return jsonb_build_object(
    'added', cardinality(v_new), 'changed', v_changed, 'kept', jsonb_array_length(p_families) - cardinality(v_new) - v_changed
  );
end
$$;
