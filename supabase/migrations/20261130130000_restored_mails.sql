-- A restore must not send a mail twice: what went out after the point that was restored is said to have gone.
create function app.settle_mails(p_ids uuid[]) returns jsonb
language plpgsql volatile
as $$
declare
  v_settled integer;
begin
  update app.mails mail set sent_at = now(), failed_at = null, error = null
  where mail.id = any (settle_mails.p_ids) and mail.sent_at is null;
  get diagnostics v_settled = row_count;
  return (
    select jsonb_build_object(
      'settled', v_settled,
      'known', count(mail.id),
      'unknown', coalesce(jsonb_agg(given.id order by given.id) filter (where mail.id is null), '[]')
    )
    from (select distinct unnest(settle_mails.p_ids) as id) as given
    left join app.mails mail on mail.id = given.id
  );
end
$$;
revoke all on function app.settle_mails(uuid[]) from public;
