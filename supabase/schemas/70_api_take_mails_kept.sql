-- As api.take_mails with p_invites, for a build that brings no entries along: what is for a calendar alone is not sent by it.
create function api.take_mails(p_limit integer, p_lease_seconds integer) returns jsonb
language sql volatile security definer set search_path = ''
as $$
  select api.take_mails(p_limit, p_lease_seconds, false)
$$;
comment on function api.take_mails(integer, integer) is 'Kept for builds before 0.2.0';
