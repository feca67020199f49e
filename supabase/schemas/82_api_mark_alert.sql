-- An alert was told: that it is well again, or else that it is not.
create function api.mark_alert(p_id uuid, p_well boolean) returns void
language sql volatile security definer set search_path = ''
as $$
  update app.watch_alerts alert
  set leased_until = null,
    told_at = case when mark_alert.p_well then alert.told_at else now() end,
    well_told_at = case when mark_alert.p_well then now() end
  where alert.id = mark_alert.p_id
$$;
