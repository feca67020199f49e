-- Says who acts, for as long as the statement lasts. Every gate of the desk says so when it has proved it (app.find_desk,
-- app.find_office, app.in_charge_of), so that no verb can forget to.
create function app.act_as(p_user_id uuid) returns void
language plpgsql
as $$
begin
  perform set_config('firstbell.actor', p_user_id::text, true);
end
$$;
